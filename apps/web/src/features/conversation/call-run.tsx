import { ChevronRight, CircleCheck } from 'lucide-react';
import { formatDuration } from '../../lib/format-time.ts';
import { runKey, type ConversationEntry } from './arrange-items.ts';
import { useOpenCard } from './open-cards.tsx';
import { ToolCard } from './tool-card.tsx';

type Run = Extract<ConversationEntry, { kind: 'calls' }>;

/** Several successful calls in one line. */
export function CallRun({ run, sessionId, isOver }: { run: Run; sessionId: string; isOver: boolean }) {
  const [open, toggle] = useOpenCard(runKey(run.seq), false);
  const names = [...new Set(run.calls.map(({ tool }) => tool))];
  return (
    <div className="rounded-lg border">
      <button
        type="button"
        aria-expanded={open}
        onClick={toggle}
        className="flex min-h-9 w-full items-center gap-2 rounded-lg px-2.5 text-left text-sm hover:bg-surface coarse:min-h-11"
      >
        <ChevronRight
          aria-hidden
          className={open ? 'size-3.5 shrink-0 rotate-90 text-muted' : 'size-3.5 shrink-0 text-muted'}
        />
        <CircleCheck aria-hidden className="size-4 shrink-0 text-completed" />
        <span className="shrink-0 font-medium">{run.calls.length} tool calls</span>
        <span className="mono min-w-0 flex-1 truncate text-muted">{names.join(', ')}</span>
        <span className="shrink-0 text-xs text-muted tabular-nums">{formatDuration(run.durationMs)}</span>
      </button>
      {open ? (
        <ol className="space-y-2 border-t p-2">
          {run.calls.map((call) => (
            <li key={call.seq}>
              <ToolCard item={call} sessionId={sessionId} isOver={isOver} />
            </li>
          ))}
        </ol>
      ) : null}
    </div>
  );
}
