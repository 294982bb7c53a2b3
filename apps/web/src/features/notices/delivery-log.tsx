import { WEBHOOK_DELIVERY_STATES, type Webhook } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ErrorBlock } from '../../components/error-block.tsx';
import { PageLinks } from '../../components/page-links.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { StaleBanner } from '../../components/stale-banner.tsx';
import { formatCount } from '../../lib/format-number.ts';
import { DeliveryRow } from './delivery-row.tsx';
import type { DeliverySearch } from './delivery-search.ts';
import { noticeQueries } from './notice-queries.ts';
import { STATE_HINTS, STATE_LABELS } from './notice-words.ts';

type DeliveryLogProps = { notice: Webhook; search: DeliverySearch };

/** What was sent to a destination, newest first. */
export function DeliveryLog({ notice, search }: DeliveryLogProps) {
  const query = useQuery(noticeQueries.deliveries(notice.id, search));
  return (
    <section aria-label="Deliveries" className="px-4 py-3">
      <StateFilter notice={notice} search={search} />
      {query.data ? (
        <>
          {query.isError ? (
            <StaleBanner since={query.dataUpdatedAt} onRetry={() => void query.refetch()} />
          ) : null}
          {query.data.data.length === 0 ? (
            <p className="py-8 text-center text-sm text-muted">{emptyWords(search)}</p>
          ) : (
            <ul aria-label="Log" className="divide-y rounded-lg border">
              {query.data.data.map((delivery) => (
                <DeliveryRow key={delivery.id} notice={notice} delivery={delivery} />
              ))}
            </ul>
          )}
          <PageLinks page={query.data} />
        </>
      ) : query.isError ? (
        <ErrorBlock
          what="The deliveries could not be read"
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      ) : (
        <Skeleton rows={4} />
      )}
    </section>
  );
}

function emptyWords({ state, page }: DeliverySearch): string {
  if (page) return 'This page is empty.';
  return state ? `None ${STATE_HINTS[state]}.` : 'Nothing was sent yet. Test messages are not listed here.';
}

function StateFilter({ notice, search }: DeliveryLogProps) {
  const { counts } = notice;
  const all = counts.pending + counts.delivered + counts.dead;
  const shown = [undefined, ...WEBHOOK_DELIVERY_STATES];
  return (
    <nav aria-label="State" className="mb-2 flex flex-wrap gap-1.5">
      {shown.map((state) => (
        <Link
          key={state ?? 'all'}
          to="/settings/notices/$id"
          params={{ id: notice.id }}
          search={state ? { state } : {}}
          activeOptions={{ exact: true }}
          aria-current={search.state === state ? 'page' : undefined}
          className="inline-flex h-7 items-center gap-1.5 rounded-full border px-3 text-sm text-muted hover:bg-hover hover:text-text aria-[current=page]:border-accent aria-[current=page]:bg-accent-tint aria-[current=page]:font-medium aria-[current=page]:text-accent coarse:h-11"
        >
          {state ? STATE_LABELS[state] : 'All'}
          <span className="tabular-nums">{formatCount(state ? counts[state] : all)}</span>
        </Link>
      ))}
    </nav>
  );
}
