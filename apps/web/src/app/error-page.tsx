import type { ErrorComponentProps } from '@tanstack/react-router';
import { Button } from '../components/button.tsx';
import { PageTitle } from '../components/page-title.tsx';

/** A page broke. A chunk that is gone after an update is the usual cause, and reloading its cure. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const message = error instanceof Error ? error.message : String(error);
  const isOldCode = /dynamically imported module|importing a module/i.test(message);
  return (
    <div role="alert" className="mx-auto max-w-lg px-4 py-16 text-center">
      <PageTitle name={isOldCode ? 'There is a newer version' : 'Something broke on this page'} />
      <p className="mt-2 text-sm break-words text-muted">
        {isOldCode ? 'Reload to get it. Nothing you typed is lost.' : message}
      </p>
      <div className="mt-4 flex justify-center gap-2">
        <Button variant="primary" onClick={() => location.reload()}>
          Reload
        </Button>
        {isOldCode ? null : <Button onClick={reset}>Try again</Button>}
      </div>
    </div>
  );
}
