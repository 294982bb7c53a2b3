import type { Agent } from '@taskhelm/contract';
import { Link } from '@tanstack/react-router';
import { ArrowLeft, Copy, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button, buttonClass } from '../../components/button.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { RelativeTime } from '../../components/time.tsx';
import { plural } from '../../lib/format-number.ts';
import { toastError, toastSuccess } from '../../lib/toast.ts';
import { DeleteAgentDialog } from './delete-agent-dialog.tsx';
import { DuplicateAgentDialog } from './duplicate-agent-dialog.tsx';
import { EnabledSwitch } from './enabled-switch.tsx';

type AgentHeaderProps = {
  agent: Agent;
  canChange: boolean;
  canCreateTasks: boolean;
  onDuplicated: (name: string) => void;
  onDeleted: () => Promise<void>;
};

export function AgentHeader(props: AgentHeaderProps) {
  const { agent, canChange, canCreateTasks, onDuplicated, onDeleted } = props;
  const [asks, setAsks] = useState<'duplicate' | 'delete' | null>(null);
  const isLive = agent.archived_at === null;
  const close = (): void => setAsks(null);
  return (
    <header className="px-4 pt-2 pb-2.5 md:px-6">
      <Link
        to="/agents"
        className="-ml-1 inline-flex h-6 items-center gap-1 rounded px-1 text-sm text-muted hover:text-text coarse:h-11"
      >
        <ArrowLeft aria-hidden className="size-3.5" />
        Agents
      </Link>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <PageTitle name={agent.name} className="flex-1 basis-40 break-words" />
        {isLive ? <EnabledSwitch agent={agent} canChange={canChange} /> : null}
        <div className="flex flex-wrap gap-2">
          {isLive && agent.enabled && canCreateTasks ? (
            <Link to="/tasks/new" search={{ agent: [agent.name] }} className={buttonClass('primary')}>
              <Plus aria-hidden className="size-4" />
              New task
            </Link>
          ) : null}
          {isLive ? (
            <Button
              icon={<Copy aria-hidden className="size-3.5" />}
              onClick={() => void copyCurl(agent.name)}
            >
              Copy cURL
            </Button>
          ) : null}
          {canChange ? <Button onClick={() => setAsks('duplicate')}>Duplicate</Button> : null}
          {canChange && isLive ? (
            <Button variant="danger" onClick={() => setAsks('delete')}>
              Delete
            </Button>
          ) : null}
        </div>
      </div>
      {agent.description ? (
        <p className="mt-2 max-w-4xl break-words text-muted">{agent.description}</p>
      ) : null}
      <AgentNotice agent={agent} />
      {asks === 'duplicate' ? (
        <DuplicateAgentDialog
          agent={agent}
          onClose={close}
          onDuplicated={(name) => {
            close();
            onDuplicated(name);
          }}
        />
      ) : null}
      {asks === 'delete' ? <DeleteAgentDialog agent={agent} onClose={close} onDeleted={onDeleted} /> : null}
    </header>
  );
}

/** Why it takes no tasks. */
function AgentNotice({ agent }: { agent: Agent }) {
  if (agent.archived_at === null && agent.enabled) return null;
  const { queued } = agent.stats;
  return (
    <p role="status" className="mt-2 rounded-md bg-needs-input-tint px-3 py-1.5 text-sm text-needs-input">
      {agent.archived_at === null ? (
        <>
          Disabled: it takes no new tasks. What has begun goes on
          {queued > 0
            ? `; ${plural(queued, 'queued task')} ${queued === 1 ? 'waits' : 'wait'} until it is enabled.`
            : '.'}
        </>
      ) : (
        <>
          Deleted <RelativeTime at={agent.archived_at} />. Its tasks stay readable; a duplicate makes it anew.
        </>
      )}
    </p>
  );
}

async function copyCurl(name: string): Promise<void> {
  const body = JSON.stringify({ agent: name, title: 'What to do' });
  const line = `curl -X POST ${location.origin}/api/v1/tasks -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" -d '${body}'`;
  try {
    await navigator.clipboard.writeText(line);
    toastSuccess('Copied. Put an API token in the place of $TOKEN.');
  } catch {
    toastError('Not copied', new Error(`The browser does not allow it here. The line is: ${line}`));
  }
}
