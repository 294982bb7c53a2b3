import type { Trigger } from '@taskhelm/contract';
import { Link, useNavigate } from '@tanstack/react-router';
import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { LazyConfirmPopover } from '../../components/lazy-confirm-popover.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { RelativeTime } from '../../components/time.tsx';
import { LastRun } from './last-run.tsx';
import { useFireTrigger, useRemoveTrigger } from './trigger-mutations.ts';
import { When, type Permissions } from './trigger-list.tsx';
import { TriggerSwitch } from './trigger-switch.tsx';

/** What it is, whether it is on, what it last did and does next, and what can be done with it. */
export function TriggerHeader({ trigger, may }: { trigger: Trigger; may: Permissions }) {
  const navigate = useNavigate();
  const remove = useRemoveTrigger(() => void navigate({ to: '/triggers', ignoreBlocker: true }));
  const fire = useFireTrigger((id) => void navigate({ to: '/tasks/$id', params: { id } }));
  return (
    <header className="space-y-2 border-b px-4 py-3 md:px-6">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="flex w-full items-center gap-3 md:contents">
          <PageTitle name={trigger.name} className="flex-1 break-words md:basis-48" />
          <TriggerSwitch trigger={trigger} canChange={may.canChange} />
        </div>
        {trigger.kind === 'cron' && may.canFire ? (
          <Button disabled={fire.isPending} onClick={() => fire.mutate({ trigger })}>
            Run now
          </Button>
        ) : null}
        {may.canChange ? (
          <LazyConfirmPopover
            trigger={
              <Button
                variant="danger"
                disabled={remove.isPending}
                icon={<Trash2 aria-hidden className="size-4" />}
              >
                Delete
              </Button>
            }
            question={`Delete “${trigger.name}”?`}
            detail="Its secrets and deliveries go with it. The tasks that it made stay. This is final."
            confirmLabel="Delete trigger"
            onConfirm={() => remove.mutate(trigger)}
          />
        ) : null}
      </div>
      <When trigger={trigger} />
      {trigger.paused ? (
        <p className="rounded-md bg-failed-tint px-3 py-2 text-sm text-failed">
          Paused by itself <RelativeTime at={trigger.paused.at} />. {trigger.paused.reason}
        </p>
      ) : null}
      <dl className="flex flex-wrap gap-x-8 gap-y-1 text-sm">
        <Fact name="Agent">{trigger.agent.name}</Fact>
        <Fact name="Last run">
          <LastRun run={trigger.last_run} />
        </Fact>
        {trigger.kind === 'cron' ? (
          <Fact name="Next run">
            {trigger.next_fire_at ? <RelativeTime at={trigger.next_fire_at} /> : 'not while it is paused'}
          </Fact>
        ) : null}
        <Fact name="Tasks">
          <Link
            to="/tasks"
            search={{ trigger: [trigger.name] }}
            className="text-accent hover:underline coarse:py-3"
          >
            Show its tasks
          </Link>
        </Fact>
      </dl>
    </header>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-6 items-center gap-2">
      <dt className="text-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
