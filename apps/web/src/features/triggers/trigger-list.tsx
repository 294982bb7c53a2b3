import type { Trigger, TriggerKind } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { CalendarClock, Webhook } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorBlock } from '../../components/error-block.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { RelativeTime } from '../../components/time.tsx';
import { usePhoneLayout } from '../../lib/use-media-query.ts';
import { LastRun } from './last-run.tsx';
import { useFireTrigger } from './trigger-mutations.ts';
import { triggerQueries } from './trigger-queries.ts';
import { TriggerSwitch } from './trigger-switch.tsx';

export type Permissions = { canChange: boolean; canFire: boolean };

export function TriggerList({ kind, may }: { kind: TriggerKind | undefined; may: Permissions }) {
  const query = useQuery(triggerQueries.list(kind));
  if (!query.data) {
    return query.isError ? (
      <ErrorBlock
        what="The triggers could not be read"
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    ) : (
      <Skeleton rows={4} />
    );
  }
  if (query.data.length === 0) {
    return (
      <EmptyState icon={<CalendarClock aria-hidden className="size-7" />} title="No triggers here yet">
        <p className="mt-1 max-w-md text-sm text-muted">
          A trigger makes tasks by itself: on a schedule, or when another program calls its address.
        </p>
      </EmptyState>
    );
  }
  return (
    <ul aria-label="Triggers">
      {query.data.map((trigger) => (
        <TriggerRow key={trigger.id} trigger={trigger} may={may} />
      ))}
    </ul>
  );
}

function TriggerRow({ trigger, may }: { trigger: Trigger; may: Permissions }) {
  const navigate = useNavigate();
  const fire = useFireTrigger((id) => void navigate({ to: '/tasks/$id', params: { id } }));
  const isPhone = usePhoneLayout();
  const onOff = <TriggerSwitch trigger={trigger} canChange={may.canChange} />;
  const Icon = trigger.kind === 'cron' ? CalendarClock : Webhook;
  return (
    <li className="flex flex-wrap items-center gap-x-5 gap-y-1.5 border-b px-4 py-2.5 max-md:items-start">
      {isPhone ? null : onOff}
      <div className="min-w-0 flex-1 max-md:basis-full md:basis-72">
        <div className="flex items-center gap-2">
          <Icon aria-hidden className="size-4 shrink-0 text-muted" />
          <p className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2">
            <Link
              to="/triggers/$id"
              params={{ id: trigger.id }}
              className="min-w-0 font-medium break-words hover:underline coarse:py-3"
            >
              {trigger.name}
            </Link>
            <span className="text-sm text-muted">{trigger.agent.name}</span>
          </p>
          {isPhone ? onOff : null}
        </div>
        <When trigger={trigger} />
        {trigger.paused ? (
          <p className="text-sm text-failed">
            Paused by itself <RelativeTime at={trigger.paused.at} />. {trigger.paused.reason}
          </p>
        ) : null}
      </div>
      <dl
        className={clsx(
          'flex flex-wrap gap-x-5 text-sm max-md:min-w-0 max-md:flex-1 md:w-77',
          trigger.kind === 'webhook' && 'max-md:basis-full md:mr-25',
        )}
      >
        <div className="flex min-h-6 items-center gap-2 md:w-44">
          <dt className="shrink-0 text-muted md:sr-only">Last run</dt>
          <dd>
            <LastRun run={trigger.last_run} />
          </dd>
        </div>
        {trigger.kind === 'cron' ? (
          <div className="flex min-h-6 items-center gap-2 md:w-28">
            <dt className="text-muted">Next</dt>
            <dd>{trigger.next_fire_at ? <RelativeTime at={trigger.next_fire_at} /> : '—'}</dd>
          </div>
        ) : null}
      </dl>
      {may.canFire && trigger.kind === 'cron' ? (
        <Button
          size="small"
          className="md:w-20"
          disabled={fire.isPending}
          aria-label={`Run now: ${trigger.name}`}
          onClick={() => fire.mutate({ trigger })}
        >
          Run now
        </Button>
      ) : null}
    </li>
  );
}

/** The schedule in words, or the address. */
export function When({ trigger }: { trigger: Trigger }) {
  if (trigger.kind === 'cron') {
    return (
      <p className="text-sm break-words text-muted">
        {trigger.cron_text} ({trigger.time_zone})
      </p>
    );
  }
  if (trigger.url === null) {
    const hints = trigger.secrets.map(({ hint }) => `…${hint}`).join(', ');
    return <p className="text-sm text-muted">POST to its secret address ({hints})</p>;
  }
  return (
    <p className="flex min-w-0 items-center gap-1 text-sm text-muted">
      <span className="mono min-w-0 truncate text-xs">POST {trigger.url}</span>
      <CopyButton text={trigger.url} label={`Copy the address of ${trigger.name}`} />
    </p>
  );
}
