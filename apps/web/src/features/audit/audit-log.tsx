import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ScrollText } from 'lucide-react';
import { buttonClass } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorBlock } from '../../components/error-block.tsx';
import { PageLinks } from '../../components/page-links.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { StaleBanner } from '../../components/stale-banner.tsx';
import { RelativeTime } from '../../components/time.tsx';
import { plural } from '../../lib/format-number.ts';
import { useSettled } from '../../lib/use-settled.ts';
import { auditQueries } from './audit-queries.ts';
import { AuditRow } from './audit-row.tsx';
import type { AuditSearch } from './audit-search.ts';

const TYPING_MS = 250;

/** Who did what, newest first. */
export function AuditLog({ search }: { search: AuditSearch }) {
  const { actor: typed, ...view } = search;
  const actor = useSettled(typed, TYPING_MS);
  const query = useQuery(auditQueries.list({ ...view, ...(actor && { actor }) }));
  if (!query.data) {
    return query.isError ? (
      <ErrorBlock
        what="The audit log could not be read"
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    ) : (
      <Skeleton rows={10} />
    );
  }
  const { data, total, total_is_capped: isCapped, as_of: asOf } = query.data;
  return (
    <>
      {query.isError ? (
        <StaleBanner since={query.dataUpdatedAt} onRetry={() => void query.refetch()} />
      ) : null}
      {data.length === 0 ? (
        <Nothing search={search} />
      ) : (
        <div className="px-4 py-3">
          <p className="mb-2 text-sm text-muted">
            {plural(total, 'entry', 'entries')}
            {isCapped ? ' or more' : ''}, as of <RelativeTime at={asOf} />
            {search.subject_id ? (
              <>
                , of one thing ·{' '}
                <Link
                  to="/settings/audit"
                  search={{ ...search, subject_id: undefined, page: undefined, as_of: undefined }}
                  className="inline-flex min-h-6 items-center text-accent hover:underline coarse:min-h-11"
                >
                  Show all things
                </Link>
              </>
            ) : null}
          </p>
          <ul aria-label="Entries" className="divide-y rounded-lg border">
            {data.map((entry) => (
              <AuditRow key={entry.id} entry={entry} search={search} />
            ))}
          </ul>
          <PageLinks page={query.data} />
        </div>
      )}
    </>
  );
}

function Nothing({ search }: { search: AuditSearch }) {
  const isFiltered = Object.keys(search).length > 0;
  return (
    <EmptyState
      icon={<ScrollText aria-hidden className="size-7" />}
      title={isFiltered ? 'Nothing like this was done' : 'Nothing was done in the last 30 days'}
    >
      <p className="mt-1 max-w-md text-sm text-muted">
        What people and programs do to agents, tasks, settings and accounts is kept here.
      </p>
      {isFiltered ? (
        <Link to="/settings/audit" className={`${buttonClass()} mt-4`}>
          Show all
        </Link>
      ) : null}
    </EmptyState>
  );
}
