import type { TaskEventOf } from '@taskhelm/contract';
import { Link } from '@tanstack/react-router';
import { Bot, CircleAlert, CornerDownRight, MessageCircleQuestion, UserRound } from 'lucide-react';
import { memo, use, type ReactNode } from 'react';
import { Markdown } from '../../components/markdown.tsx';
import { STATUS_LABELS, StatusBadge } from '../../components/status-badge.tsx';
import { ClockTime } from '../../components/time.tsx';
import { formatDuration } from '../../lib/format-time.ts';
import type { ConversationEntry } from './arrange-items.ts';
import { CallRun } from './call-run.tsx';
import { formatCompact } from '../../lib/format-number.ts';
import { AgentText } from './agent-text.tsx';
import { AttachmentCard } from './attachment-card.tsx';
import { ChildStatuses } from './child-statuses.ts';
import { describeAnswer, OUTCOME_LABELS } from './describe-answer.ts';
import { Permalink } from './permalink.tsx';
import { Reasoning } from './reasoning.tsx';
import { ToolCard } from './tool-card.tsx';

type QuestionItem = Extract<ConversationEntry, { kind: 'question' }>;
type EntryProps = { entry: ConversationEntry; sessionId: string; isOver: boolean };

export const ConversationEntryView = memo(function ConversationEntryView({
  entry: item,
  sessionId,
  isOver,
}: EntryProps) {
  switch (item.kind) {
    case 'user':
      return (
        <Said
          by={item.by?.name ?? 'Task'}
          at={item.at}
          seq={item.seq}
          icon={<UserRound aria-hidden className="size-3.5" />}
          isPerson
        >
          <Markdown text={item.text} keepsLines />
        </Said>
      );
    case 'attachment':
      return <AttachmentCard event={item.event} />;
    case 'agent':
      return (
        <Said by={item.agent} at={item.at} seq={item.seq} icon={<Bot aria-hidden className="size-3.5" />}>
          <AgentText seq={item.seq} text={item.text} />
        </Said>
      );
    // The same parts as above, so that a text that has been written to its end stays in the page as it is.
    case 'draft':
      return (
        <Said
          by={item.agent}
          at={item.at}
          seq={null}
          icon={<Bot aria-hidden className="size-3.5" />}
          isSilent={item.text === ''}
        >
          <AgentText seq={item.becomes} text={item.text} draft={item} />
        </Said>
      );
    case 'reasoning':
      return <Reasoning seq={item.seq} text={item.text} />;
    case 'calls':
      return <CallRun run={item} sessionId={sessionId} isOver={isOver} />;
    case 'pause':
      return <Divider>{formatDuration(item.milliseconds)} later</Divider>;
    case 'tool':
      return <ToolCard item={item} sessionId={sessionId} isOver={isOver} />;
    case 'question':
      return <Exchange item={item} isOver={isOver} />;
    case 'status':
      return (
        <Divider>
          <ClockTime at={item.at} /> {item.changes.map(describeChange).join(' → ')}
        </Divider>
      );
    case 'error':
      return (
        <div className="flex gap-2 rounded-lg border border-failed/40 bg-failed-tint px-3 py-2 text-sm">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-failed" />
          <div className="min-w-0">
            <p className="font-medium text-failed">
              Error <code className="mono font-normal">{item.event.code}</code>
              {item.event.retryable ? ' · tried again' : ''}{' '}
              <Permalink seq={item.seq}>
                <ClockTime at={item.at} />
              </Permalink>
            </p>
            <p className="break-words whitespace-pre-wrap">{item.event.message}</p>
          </div>
        </div>
      );
    case 'compaction':
      return <CompactionDivider event={item.event} at={item.at} />;
    case 'limit':
      return (
        <Divider>
          <ClockTime at={item.at} /> {item.event.by.name} let it go on past its limit
        </Divider>
      );
    case 'child':
      return <ChildCard event={item.event} />;
  }
});

function Said({
  by,
  at,
  seq,
  icon,
  isPerson,
  isSilent,
  children,
}: {
  by: string;
  at: string;
  /** Null while it is being said. */
  seq: number | null;
  icon: ReactNode;
  isPerson?: boolean;
  isSilent?: boolean;
  children: ReactNode;
}) {
  const isBusy = seq === null;
  return (
    <article
      aria-label={isBusy ? `${by} is at work` : `${by} said`}
      aria-busy={isBusy}
      className={isPerson ? 'rounded-lg bg-surface px-3 py-2' : 'flow-root'}
    >
      {isSilent ? null : (
        <p className="mb-0.5 flex items-center gap-1.5 text-sm coarse:min-h-11">
          <span className={isPerson ? 'text-accent' : 'text-muted'}>{icon}</span>
          <span className="font-semibold">{by}</span>
          {isBusy ? null : (
            <Permalink seq={seq}>
              <ClockTime at={at} />
            </Permalink>
          )}
        </p>
      )}
      {children}
    </article>
  );
}

function ChildCard({ event }: { event: TaskEventOf<'task_created'> }) {
  const status = use(ChildStatuses).get(event.task_id);
  return (
    <Link
      to="/tasks/$id"
      params={{ id: event.task_id }}
      className="flex min-h-9 items-center gap-2 rounded-lg border px-2.5 text-sm hover:bg-surface coarse:min-h-11"
    >
      <CornerDownRight aria-hidden className="size-4 shrink-0 text-muted" />
      <span className="min-w-0 flex-1 truncate font-medium">{event.title}</span>
      <span className="min-w-0 truncate text-muted max-sm:hidden">delegated to {event.agent_name}</span>
      {status ? <StatusBadge status={status} /> : null}
    </Link>
  );
}

function Exchange({ item, isOver }: { item: QuestionItem; isOver: boolean }) {
  const { seq, exchange, agent } = item;
  const { request, response } = exchange;
  const askedAt = (
    <Permalink seq={seq}>
      <ClockTime at={exchange.askedAt} />
    </Permalink>
  );
  // The form under the conversation shows it whole.
  if (!response && !isOver) {
    return (
      <p className="flex items-center gap-1.5 rounded-lg bg-needs-input-tint px-3 py-2 text-sm text-needs-input">
        <MessageCircleQuestion aria-hidden className="size-4 shrink-0" />
        <span className="min-w-0 flex-1 break-words">
          <span className="font-semibold">{agent}</span> asks: {request.title}
        </span>
        {askedAt}
      </p>
    );
  }
  return (
    <article aria-label={`${agent} asked`} className="rounded-lg border border-needs-input/50">
      <p className="flex items-center gap-1.5 px-3 pt-2 text-sm">
        <MessageCircleQuestion aria-hidden className="size-4 text-needs-input" />
        <span className="font-semibold">{agent}</span> asks
        {askedAt}
      </p>
      <div className="px-3 pb-2">
        {request.body_markdown ? <Markdown text={request.body_markdown} /> : null}
        <dl className="space-y-1.5">
          {request.questions.map((question) => (
            <div key={question.id}>
              <dt className="break-words">{question.label}</dt>
              {response ? (
                <dd className="font-medium break-words whitespace-pre-wrap">
                  {response.answers
                    ? describeAnswer(
                        question,
                        response.answers.find((answer) => answer.question_id === question.id),
                      )
                    : (response.message ?? OUTCOME_LABELS[response.outcome])}
                </dd>
              ) : null}
            </div>
          ))}
        </dl>
      </div>
      <p className="border-t px-3 py-1.5 text-xs text-muted">
        {response ? (
          <>
            {response.outcome === 'rejected' ? 'Declined' : 'Answered'} by {response.by.name} via{' '}
            {response.via === 'api' ? 'the API' : 'the dashboard'} at <ClockTime at={response.at} />
          </>
        ) : (
          'Never answered'
        )}
      </p>
    </article>
  );
}

function Divider({ children }: { children: ReactNode }) {
  return (
    <p className="flex items-center gap-3 text-xs text-muted tabular-nums before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      <span className="max-w-[80%] text-center break-words">{children}</span>
    </p>
  );
}

/** From here on the model has the summary in the place of what stands above. */
function CompactionDivider({ event, at }: { event: TaskEventOf<'context_compacted'>; at: string }) {
  return (
    <details className="group text-xs text-muted tabular-nums">
      <summary className="flex min-h-6 list-none items-center gap-3 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line hover:text-text coarse:min-h-11">
        <span className="max-w-[80%] text-center">
          <ClockTime at={at} /> The first {event.steps} steps were summed up for the model ·{' '}
          {formatCompact(event.input_tokens_before)} → {formatCompact(event.input_tokens_after)} tokens
        </span>
      </summary>
      <div className="mt-1 border-l-2 pl-3 text-sm">
        <Markdown text={event.summary} keepsLines />
      </div>
    </details>
  );
}

function describeChange(change: TaskEventOf<'status_change'>): string {
  const reason = REASONS[change.reason] ?? change.reason.replaceAll('_', ' ');
  const by = change.by && change.by.type !== 'system' ? ` by ${change.by.name}` : '';
  const why = change.note ?? (reason === '' ? '' : `${reason}${by}`);
  return why === '' ? STATUS_LABELS[change.to] : `${STATUS_LABELS[change.to]} (${why})`;
}

/** Reasons that the status itself already says are left out. */
const REASONS: Record<string, string> = {
  claimed: '',
  waiting: '',
  finished: '',
  failed: '',
  cancelled: 'cancelled',
};
