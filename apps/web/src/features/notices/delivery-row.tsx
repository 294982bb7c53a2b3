import type { Webhook, WebhookDelivery } from '@taskhelm/contract';
import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { JsonView } from '../../components/json-view.tsx';
import { RelativeTime } from '../../components/time.tsx';
import { plural } from '../../lib/format-number.ts';
import { formatDuration } from '../../lib/format-time.ts';
import { readJson } from '../../lib/read-json.ts';
import { useRedeliver } from './notice-queries.ts';
import { EVENT_LABELS, STATE_LABELS } from './notice-words.ts';

type DeliveryRowProps = { notice: Webhook; delivery: WebhookDelivery };

const LINK = 'inline-flex min-h-6 max-w-full items-center text-accent hover:underline coarse:min-h-11';

export function DeliveryRow({ notice, delivery }: DeliveryRowProps) {
  const redeliver = useRedeliver(notice.id);
  const { state, event, task, trigger, body, created_at } = delivery;
  const what = `${EVENT_LABELS[event]}: ${task?.title ?? trigger?.name ?? ''}`;
  return (
    <li aria-label={what} className="space-y-1 px-3 py-2 text-sm">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <span
          className={clsx(
            'w-22 shrink-0 font-medium',
            state === 'delivered' && 'text-completed',
            state === 'dead' && 'text-failed',
          )}
        >
          {STATE_LABELS[state]}
        </span>
        <span className="min-w-0 flex-1 basis-64">
          {EVENT_LABELS[event]}{' '}
          {task ? (
            <Link to="/tasks/$id" params={{ id: task.id }} className={LINK}>
              <span className="min-w-0 break-words">{task.title}</span>
            </Link>
          ) : null}
          {trigger ? (
            <Link to="/triggers/$id" params={{ id: trigger.id }} className={LINK}>
              <span className="min-w-0 break-words">{trigger.name}</span>
            </Link>
          ) : null}{' '}
          <RelativeTime at={created_at} className="text-muted" />
        </span>
        <Button
          size="small"
          disabled={redeliver.isPending}
          aria-label={`${state === 'pending' ? 'Try now' : 'Redeliver'}: ${what}`}
          onClick={() => redeliver.mutate(delivery)}
        >
          {state === 'pending' ? 'Try now' : 'Redeliver'}
        </Button>
      </div>
      <Tries notice={notice} delivery={delivery} />
      {body === null ? null : <Body text={body} />}
    </li>
  );
}

/** How often it was tried, what came of the last one, and when the next is. */
function Tries({ notice, delivery }: DeliveryRowProps) {
  const { attempts, last_attempt: last, next_attempt_at: next } = delivery;
  return (
    <p className="break-words text-muted">
      {plural(attempts, 'try', 'tries')}
      {last ? (
        <>
          {' · '}last <RelativeTime at={last.at} />
          {last.error === null ? (
            ` · ${last.status === null ? 'taken' : `answered ${last.status}`}`
          ) : (
            <>
              {' · '}
              <span className="text-failed">{last.error}</span>
            </>
          )}{' '}
          · took {formatDuration(last.duration_ms)}
        </>
      ) : null}
      {next === null ? null : notice.enabled ? (
        <>
          {' · '}next try <RelativeTime at={next} />
        </>
      ) : (
        ' · waits until the destination is switched on'
      )}
    </p>
  );
}

function Body({ text }: { text: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="group" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="inline-flex min-h-6 list-none items-center gap-1 text-muted hover:text-text coarse:min-h-11">
        <ChevronRight aria-hidden className="size-3.5 group-open:rotate-90" />
        What is sent
      </summary>
      {isOpen ? (
        <div className="mt-1">
          <JsonView value={readJson(text)} label="What is sent" />
        </div>
      ) : null}
    </details>
  );
}
