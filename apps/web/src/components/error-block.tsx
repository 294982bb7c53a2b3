import { CircleAlert } from 'lucide-react';
import { ApiError } from '../lib/api-client.ts';
import { Button } from './button.tsx';
import { CopyButton } from './copy-button.tsx';

/** Something could not be loaded: what, why, the request to quote, and another try. */
export function ErrorBlock({ what, error, onRetry }: { what: string; error: Error; onRetry?: () => void }) {
  return (
    <div role="alert" className="flex flex-col items-center px-4 py-16 text-center">
      <CircleAlert aria-hidden className="size-6 text-failed" />
      <p className="mt-3 font-medium">{what}</p>
      <p className="mt-1 max-w-md text-sm text-muted">{error.message}</p>
      {error instanceof ApiError && error.requestId ? <RequestId id={error.requestId} /> : null}
      {onRetry ? (
        <Button className="mt-4" onClick={onRetry}>
          Retry
        </Button>
      ) : null}
    </div>
  );
}

/** The same in a line, where the page around it still stands. */
export function ErrorLine({ error, title }: { error: Error; title?: string }) {
  return (
    <div
      role="alert"
      className="rounded-md border border-failed/40 bg-failed-tint px-3 py-2 text-sm text-failed"
    >
      <p>
        {title ? <strong className="font-semibold">{title} </strong> : null}
        {error.message}
      </p>
      {error instanceof ApiError && error.requestId ? <RequestId id={error.requestId} /> : null}
    </div>
  );
}

function RequestId({ id }: { id: string }) {
  return (
    <p className="mt-1 inline-flex items-center gap-1 text-xs text-muted">
      Request <span className="mono">{id}</span>
      <CopyButton text={id} label="Copy request id" />
    </p>
  );
}
