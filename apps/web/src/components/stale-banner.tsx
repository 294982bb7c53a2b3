import { WifiOff } from 'lucide-react';
import { Button } from './button.tsx';
import { ClockTime } from './time.tsx';

/** What is shown is old, because the last reads failed. */
export function StaleBanner({ since, onRetry }: { since: number; onRetry: () => void }) {
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b bg-needs-input-tint px-4 py-1.5 text-sm text-needs-input"
    >
      <p className="flex min-w-0 items-start gap-2">
        <WifiOff aria-hidden className="mt-0.5 size-4 shrink-0" />
        <span>
          The server cannot be read. Showing data from <ClockTime at={new Date(since).toISOString()} />;
          trying again by itself.
        </span>
      </p>
      <Button size="small" variant="secondary" onClick={onRetry}>
        Try now
      </Button>
    </div>
  );
}
