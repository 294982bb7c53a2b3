import { BellRing, Plus } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { CodeSample } from '../../components/code-sample.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { API_BASE } from '../../lib/api-client.ts';

/** What destinations are for, here and from outside. */
export function NoNotices({ onAdd }: { onAdd: () => void }) {
  const curl = [
    `curl -X POST ${location.origin}${API_BASE}/webhooks \\`,
    '  -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\',
    `  -d '{"name": "team", "format": "slack", "events": ["task.needs_input"],`,
    `       "url": "https://hooks.slack.com/services/…"}'`,
  ].join('\n');
  return (
    <EmptyState icon={<BellRing aria-hidden className="size-7" />} title="Nobody is told yet">
      <p className="mt-1 max-w-md text-sm text-muted">
        Add a destination, and people hear in Slack, Teams, Discord or by e-mail when an agent waits for them,
        with a link to the answer box. Programs get signed JSON when tasks start and end.
      </p>
      <Button
        variant="primary"
        className="mt-4"
        icon={<Plus aria-hidden className="size-4" />}
        onClick={onAdd}
      >
        Add a destination
      </Button>
      <div className="mt-6 w-full max-w-2xl text-left">
        <p className="mb-1 text-sm text-muted">Or from anywhere with an API token of the scope admin:</p>
        <CodeSample text={curl} label="Add a destination with curl" copyLabel="Copy command" />
      </div>
    </EmptyState>
  );
}
