import type { InboxItem } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { CircleCheck, MessageCircleQuestion, ShieldQuestion } from 'lucide-react';
import { useState } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorBlock } from '../../components/error-block.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { StaleBanner } from '../../components/stale-banner.tsx';
import { RelativeTime } from '../../components/time.tsx';
import { AnswerForm } from './answer-form.tsx';
import { inputQueries } from './input-queries.ts';

type InboxProps = {
  /** Call id of the item that is open. */
  chosen: string | undefined;
  onChoose: (callId: string | undefined, how?: { replace: boolean }) => void;
};

/** What waits for a person, oldest first; the chosen request is answered at its right. */
export function Inbox({ chosen, onChoose }: InboxProps) {
  const query = useQuery(inputQueries.list());
  const [known, setKnown] = useState<InboxItem | null>(null);
  const [sent, setSent] = useState<readonly string[]>([]);

  if (!query.data) {
    return query.isError ? (
      <ErrorBlock
        what="The inbox could not be read"
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    ) : (
      <Skeleton rows={5} className="!h-14" />
    );
  }
  const waiting = query.data.data.filter((item) => !sent.includes(item.call_id));
  // An item that was answered elsewhere stays until the person turns to another.
  const openId = chosen ?? known?.call_id;
  const kept = known && known.call_id === openId && !sent.includes(known.call_id) ? known : null;
  const open = waiting.find((item) => item.call_id === openId) ?? kept ?? waiting[0] ?? null;
  if (open !== known) setKnown(open);
  const isGone = open !== null && !waiting.some((item) => item.call_id === open.call_id);

  if (waiting.length === 0 && !open) {
    return (
      <EmptyState icon={<CircleCheck aria-hidden className="size-7" />} title="Nothing waits on you">
        <p className="mt-1 text-sm text-muted">Questions and approvals that agents ask for appear here.</p>
      </EmptyState>
    );
  }
  const sendNext = (item: InboxItem): void => {
    const at = waiting.findIndex((other) => other.call_id === item.call_id);
    const next = waiting[at + 1] ?? waiting[at - 1];
    setSent((before) => [...before, item.call_id]);
    onChoose(next?.call_id, { replace: true });
    requestAnimationFrame(() => document.getElementById('inbox-item')?.focus());
  };
  return (
    <>
      {query.isError ? (
        <StaleBanner since={query.dataUpdatedAt} onRetry={() => void query.refetch()} />
      ) : null}
      <div className="md:grid md:min-h-0 md:flex-1 md:grid-cols-[minmax(15rem,22rem)_1fr]">
        <ul
          aria-label="Waiting requests"
          className="border-b max-md:max-h-[35dvh] max-md:overflow-y-auto md:overflow-y-auto md:border-r md:border-b-0"
        >
          {waiting.map((item) => (
            <li key={item.call_id}>
              <InboxRow
                item={item}
                isOpen={item.call_id === open?.call_id}
                onOpen={() => onChoose(item.call_id)}
              />
            </li>
          ))}
        </ul>
        {open ? (
          <section
            id="inbox-item"
            tabIndex={-1}
            aria-label={open.task.title}
            className="min-w-0 p-4 outline-none md:overflow-y-auto md:px-6"
          >
            <div className="mx-auto max-w-3xl">
              <h2 className="font-semibold break-words">
                <Link to="/tasks/$id" params={{ id: open.task.id }} className="hover:underline">
                  {open.task.title}
                </Link>
              </h2>
              <p className="mb-3 text-sm text-muted">
                {open.task.agent.name} asked <RelativeTime at={open.asked_at} /> ·{' '}
                <Link
                  to="/tasks/$id"
                  params={{ id: open.task.id }}
                  className="text-accent underline underline-offset-2"
                >
                  Open task
                </Link>
              </p>
              {isGone ? (
                <p role="status" className="mb-3 rounded-md border bg-surface px-3 py-2 text-sm">
                  This does not wait any more: it was answered elsewhere, or its task has ended.
                </p>
              ) : null}
              <AnswerForm
                key={open.call_id}
                request={open}
                agent={open.task.agent.name}
                sendLabel={waiting.length > 1 ? 'Send and next' : 'Send'}
                onSent={() => sendNext(open)}
              />
            </div>
          </section>
        ) : null}
      </div>
    </>
  );
}

function InboxRow({ item, isOpen, onOpen }: { item: InboxItem; isOpen: boolean; onOpen: () => void }) {
  const Icon = item.kind === 'confirmation' ? ShieldQuestion : MessageCircleQuestion;
  return (
    <button
      type="button"
      aria-current={isOpen ? 'true' : undefined}
      onClick={onOpen}
      className={clsx(
        'flex w-full items-start gap-2 border-b px-4 py-2.5 text-left -outline-offset-2',
        isOpen ? 'bg-accent-tint shadow-[inset_3px_0_0_var(--accent)]' : 'hover:bg-surface',
      )}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-needs-input" />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1 truncate font-medium">{item.title}</span>
          <RelativeTime at={item.asked_at} className="shrink-0 text-xs text-muted tabular-nums" />
        </span>
        <span className="block truncate text-sm text-muted">
          {item.kind === 'confirmation' ? 'Approval' : 'Question'} · {item.task.agent.name} ·{' '}
          {item.task.title}
        </span>
      </span>
    </button>
  );
}
