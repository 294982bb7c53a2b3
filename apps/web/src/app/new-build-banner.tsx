import { RefreshCw } from 'lucide-react';
import { Button } from '../components/button.tsx';
import { useLiveState } from '../lib/live-mode.ts';

/** The server was updated while this page was open. */
export function NewBuildBanner() {
  if (!useLiveState().hasNewBuild) return null;
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b bg-accent-tint px-4 py-1.5 text-sm text-accent"
    >
      <p className="flex min-w-0 items-start gap-2">
        <RefreshCw aria-hidden className="mt-0.5 size-4 shrink-0" />
        There is a new version of this page. Drafts are kept.
      </p>
      <Button size="small" onClick={() => location.reload()}>
        Reload
      </Button>
    </div>
  );
}
