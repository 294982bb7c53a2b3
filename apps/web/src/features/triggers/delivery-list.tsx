import type { Trigger, TriggerDelivery } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { ErrorBlock } from '../../components/error-block.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { ClockTime, RelativeTime } from '../../components/time.tsx';
import { formatBytes } from '../../lib/format-number.ts';
import { formatDuration } from '../../lib/format-time.ts';
import { DeliveryBody } from './delivery-body.tsx';
import { OUTCOME_LABELS } from './last-run.tsx';
import { useRedeliver } from './trigger-mutations.ts';
import { triggerQueries } from './trigger-queries.ts';

const VIA_LABELS: Record<TriggerDelivery['via'], string> = {
  schedule: 'On schedule',
  webhook: 'Received',
  manual: 'By hand',
  redelivery: 'Sent again',
};

/** Every fire and request, newest first: what came of it, and why nothing did. */
export function DeliveryList({ trigger, canFire }: { trigger: Trigger; canFire: boolean }) {
  const [page, setPage] = useState(1);
  const query = useQuery(triggerQueries.deliveries(trigger.id, page));
  return (
    <section aria-label="Runs" className="max-w-4xl">
      <h2 className="mb-2 font-semibold">{trigger.kind === 'cron' ? 'Runs' : 'Deliveries'}</h2>
      {query.data ? (
        query.data.data.length === 0 ? (
          <p className="text-sm text-muted">Nothing yet.</p>
        ) : (
          <ul aria-label="Deliveries" className="divide-y rounded-lg border">
            {query.data.data.map((delivery) => (
              <DeliveryRow key={delivery.id} trigger={trigger} delivery={delivery} canFire={canFire} />
            ))}
          </ul>
        )
      ) : query.isError ? (
        <ErrorBlock
          what="The deliveries could not be read"
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      ) : (
        <Skeleton rows={3} />
      )}
      {query.data && query.data.total_pages > 1 ? (
        <div className="mt-2 flex items-center justify-end gap-2 text-sm text-muted">
          Page {page} of {query.data.total_pages}
          <Button size="small" disabled={page <= 1} onClick={() => setPage(page - 1)}>
            Newer
          </Button>
          <Button size="small" disabled={page >= query.data.total_pages} onClick={() => setPage(page + 1)}>
            Older
          </Button>
        </div>
      ) : null}
    </section>
  );
}

/** The one that a task came from. */
export function OneDelivery({ trigger, id, canFire }: { trigger: Trigger; id: string; canFire: boolean }) {
  const query = useQuery(triggerQueries.delivery(trigger.id, id));
  return (
    <section aria-label="Delivery of a task" className="max-w-4xl">
      <h2 className="mb-2 font-semibold">What started the task</h2>
      {query.data ? (
        <ul className="rounded-lg border">
          <DeliveryRow trigger={trigger} delivery={query.data} canFire={canFire} isOpen />
        </ul>
      ) : query.isError ? (
        <ErrorBlock
          what="The delivery could not be read"
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      ) : (
        <Skeleton rows={1} />
      )}
    </section>
  );
}

type DeliveryRowProps = {
  trigger: Trigger;
  delivery: TriggerDelivery;
  canFire: boolean;
  /** Whether its body is shown from the start. */
  isOpen?: boolean;
};

function DeliveryRow({ trigger, delivery, canFire, isOpen = false }: DeliveryRowProps) {
  const navigate = useNavigate();
  const redeliver = useRedeliver(trigger.id, (id) => void navigate({ to: '/tasks/$id', params: { id } }));
  const { outcome, reason } = delivery;
  return (
    <li className="space-y-1 px-3 py-2 text-sm">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span
          className={clsx(
            'w-20 font-medium',
            outcome === 'accepted' && 'text-completed',
            outcome === 'refused' && 'text-failed',
          )}
        >
          {OUTCOME_LABELS[outcome]}
        </span>
        <span className="flex-1 basis-56 text-muted">
          {VIA_LABELS[delivery.via]}
          {delivery.requested_by ? ` (${delivery.requested_by})` : ''}{' '}
          <RelativeTime at={delivery.created_at} />
          {delivery.fire_at ? (
            <>
              {' '}
              for <ClockTime at={delivery.fire_at} />
            </>
          ) : null}
          {delivery.via === 'webhook'
            ? ` · ${formatBytes(delivery.body_bytes)} · ${formatDuration(delivery.latency_ms)}`
            : ''}
        </span>
        {delivery.task_id ? (
          <Link
            to="/tasks/$id"
            params={{ id: delivery.task_id }}
            className="inline-flex min-h-6 items-center text-accent hover:underline coarse:min-h-11"
          >
            Open task
          </Link>
        ) : null}
        {canFire && delivery.can_redeliver ? (
          <Button size="small" disabled={redeliver.isPending} onClick={() => redeliver.mutate(delivery.id)}>
            Redeliver
          </Button>
        ) : null}
      </div>
      {reason && outcome !== 'duplicate' ? <p className="break-words">{reason.message}</p> : null}
      {delivery.body ? <DeliveryBody triggerId={trigger.id} delivery={delivery} startsOpen={isOpen} /> : null}
    </li>
  );
}
