import { useQuery } from '@tanstack/react-query';
import { ErrorBlock } from '../components/error-block.tsx';
import { NoPermission } from '../components/no-permission.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { StaleBanner } from '../components/stale-banner.tsx';
import { SystemFacts } from '../features/system/system-facts.tsx';
import { systemQueries } from '../features/system/system-queries.ts';
import { useMay } from '../lib/who-am-i.ts';

export function SystemPage() {
  const maySee = useMay('admin');
  return (
    <>
      <div className="flex min-h-13 shrink-0 items-center border-b px-4">
        <PageTitle name="System" />
      </div>
      {maySee === undefined ? null : maySee ? (
        <SystemHealth />
      ) : (
        <NoPermission what="How the server is doing is for administrators." />
      )}
    </>
  );
}

function SystemHealth() {
  const query = useQuery(systemQueries.system());
  if (!query.data) {
    return query.isError ? (
      <ErrorBlock
        what="The state of the server could not be read"
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    ) : (
      <Skeleton rows={8} />
    );
  }
  return (
    <>
      {query.isError ? (
        <StaleBanner since={query.dataUpdatedAt} onRetry={() => void query.refetch()} />
      ) : null}
      <div className="max-w-2xl px-4 pb-8">
        <SystemFacts system={query.data} />
      </div>
    </>
  );
}
