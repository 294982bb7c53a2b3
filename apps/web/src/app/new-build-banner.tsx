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
      <RefreshCw aria-hidden className="size-4" />
      There is a new version of this page. Drafts are kept.
      <Button size="small" onClick={() => location.reload()}>
        Reload
      </Button>
    </div>
  );
}
