import type { InboxItem } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { AlarmClock, Check, MessageCircleQuestion, ShieldQuestion } from 'lucide-react';
import { RelativeTime } from '../../components/time.tsx';
import { describeReply } from '../../lib/describe-reply.ts';
import { EndedBy } from './ended-by.tsx';
import { inputQueries } from './input-queries.ts';

type InboxRowProps = {
  item: InboxItem;
  /** Somebody else has seen to it. */
  isGone: boolean;
  isOpen: boolean;
  onOpen: () => void;
};

/** A request in the list: what is asked, by whom, and since when. */
export function InboxRowButton({ item, isGone, isOpen, onOpen }: InboxRowProps) {
  const isOver = isGone || item.state !== 'pending';
  return (
    <button
      type="button"
      data-call-id={item.call_id}
      aria-current={isOpen ? 'true' : undefined}
      onClick={onOpen}
      className={clsx(
        'flex w-full items-start gap-2 border-b px-4 py-2.5 text-left -outline-offset-2',
        isOpen ? 'bg-accent-tint shadow-[inset_3px_0_0_var(--accent)]' : 'hover:bg-surface',
        isGone && 'bg-surface text-muted',
      )}
    >
      <RowIcon item={item} isOver={isOver} />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1 truncate font-medium">{item.title}</span>
          {isGone ? null : <RowTime item={item} />}
        </span>
        <span className="block truncate text-sm text-muted">
          {isGone ? (
            <WhatBecame item={item} />
          ) : (
            `${aboutOf(item)} · ${item.task.agent.name} · ${item.task.title}`
          )}
        </span>
      </span>
    </button>
  );
}

const KIND_WORDS = { question: 'Question', confirmation: 'Approval' } as const;

const aboutOf = (item: InboxItem): string => (item.answered_by ? describeReply(item) : KIND_WORDS[item.kind]);

function RowIcon({ item, isOver }: { item: InboxItem; isOver: boolean }) {
  const Asks = item.kind === 'confirmation' ? ShieldQuestion : MessageCircleQuestion;
  const Icon = isOver ? Check : item.snoozed_until ? AlarmClock : Asks;
  const isCalm = isOver || item.snoozed_until !== null;
  return (
    <Icon
      aria-hidden
      className={clsx('mt-0.5 size-4 shrink-0', isCalm ? 'text-muted' : 'text-needs-input')}
    />
  );
}

function RowTime({ item }: { item: InboxItem }) {
  const look = 'shrink-0 text-xs text-muted tabular-nums';
  if (item.answered_by && item.answered_at) {
    return (
      <span className={look}>
        {item.answered_by.name} · <RelativeTime at={item.answered_at} />
      </span>
    );
  }
  if (!item.snoozed_until) return <RelativeTime at={item.asked_at} className={look} />;
  return (
    <span className={look}>
      wakes <RelativeTime at={item.snoozed_until} />
    </span>
  );
}

function WhatBecame({ item }: { item: InboxItem }) {
  const latest = useQuery(inputQueries.one(item.call_id)).data;
  return <EndedBy item={latest ?? item} />;
}
