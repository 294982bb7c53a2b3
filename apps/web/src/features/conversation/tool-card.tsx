import { sessionEndpoints, type Json } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import {
  Ban,
  ChevronRight,
  CircleCheck,
  CircleDashed,
  CircleSlash,
  CircleX,
  LoaderCircle,
  MessageCircleQuestion,
} from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { ErrorLine } from '../../components/error-block.tsx';
import { JsonView } from '../../components/json-view.tsx';
import { ClockTime, Elapsed } from '../../components/time.tsx';
import { urlOf } from '../../lib/api-client.ts';
import { formatBytes } from '../../lib/format-number.ts';
import { formatDuration } from '../../lib/format-time.ts';
import { OUTCOME_LABELS } from './describe-answer.ts';
import type { InputExchange, ToolItem, ToolState } from './group-events.ts';
import { wholeOutputQuery } from './event-queries.ts';
import { useOpenCard } from './open-cards.tsx';
import { Permalink } from './permalink.tsx';
import { errorWordsOf, httpStatusOf } from './read-output.ts';
import { SavedFileLink } from './saved-file-link.tsx';
import { summariseArgs } from './summarise-args.ts';
import { ToolOutput } from './tool-output.tsx';

const STATES: Record<ToolState, { label: string; className: string; Icon: typeof Ban }> = {
  called: { label: 'Not started', className: 'text-pending', Icon: CircleDashed },
  running: { label: 'Running', className: 'text-in-progress', Icon: LoaderCircle },
  awaiting: { label: 'Waits for approval', className: 'text-needs-input', Icon: MessageCircleQuestion },
  ok: { label: 'Done', className: 'text-completed', Icon: CircleCheck },
  error: { label: 'Error', className: 'text-failed', Icon: CircleX },
  rejected: { label: 'Rejected', className: 'text-cancelled', Icon: Ban },
  interrupted: { label: 'Interrupted', className: 'text-cancelled', Icon: CircleSlash },
};

/** One call of a tool: a line when closed; arguments, output and who approved it when open. */
export function ToolCard({
  item,
  sessionId,
  isOver,
}: {
  item: ToolItem;
  sessionId: string;
  isOver: boolean;
}) {
  const opensItself = item.state === 'error' || (item.state === 'awaiting' && !isOver);
  const [open, toggle] = useOpenCard(item.seq, opensItself);
  const { label, className, Icon } = STATES[item.state];
  const { output, sizeBytes } = item;
  const size = useMemo(() => sizeBytes ?? sizeOf(output), [sizeBytes, output]);
  const httpStatus = httpStatusOf(output);
  const waitsForNothing = isOver && item.durationMs === null;
  return (
    <div
      className={clsx('rounded-lg border', item.state === 'awaiting' && !isOver && 'border-needs-input/60')}
    >
      <button
        type="button"
        aria-expanded={open}
        onClick={toggle}
        className="flex min-h-9 w-full items-center gap-2 rounded-lg px-2.5 text-left text-sm hover:bg-surface coarse:min-h-11"
      >
        <ChevronRight aria-hidden className={clsx('size-3.5 shrink-0 text-muted', open && 'rotate-90')} />
        <Icon
          aria-hidden
          className={clsx(
            'size-4 shrink-0',
            className,
            item.state === 'running' && !waitsForNothing && 'animate-turn',
          )}
        />
        <span className="mono shrink-0 font-medium">{item.tool}</span>
        <span className="mono min-w-0 flex-1 truncate text-muted">{summariseArgs(item.args)}</span>
        <span className={clsx('shrink-0 text-xs', className, item.state === 'ok' && 'sr-only')}>{label}</span>
        {httpStatus === null ? null : (
          <span
            className={clsx(
              'mono shrink-0 text-xs',
              httpStatus < 400 ? 'text-muted' : 'font-medium text-failed',
            )}
          >
            {httpStatus}
          </span>
        )}
        {size > 0 ? (
          <span className="hidden shrink-0 text-xs text-muted tabular-nums sm:inline">
            {formatBytes(size)}
          </span>
        ) : null}
        <span className="shrink-0 text-xs text-muted tabular-nums">
          {item.durationMs !== null ? (
            formatDuration(item.durationMs)
          ) : item.state === 'running' && !isOver ? (
            <Elapsed from={item.at} to={null} />
          ) : null}
        </span>
      </button>
      {open ? <ToolDetails item={item} sessionId={sessionId} /> : null}
    </div>
  );
}

function ToolDetails({ item, sessionId }: { item: ToolItem; sessionId: string }) {
  const isEdited = item.confirmation?.response?.decision === 'edit' && item.ranWith !== undefined;
  return (
    <div className="space-y-3 border-t px-3 py-3">
      <Part title={isEdited ? 'Arguments asked for' : 'Arguments'}>
        {item.args === undefined ? (
          <p className="text-sm text-muted">On an earlier page.</p>
        ) : (
          <JsonView value={item.args} label="Arguments" />
        )}
      </Part>
      {isEdited && item.ranWith !== undefined ? (
        <Part title="Ran with">
          <JsonView value={item.ranWith} label="Arguments it ran with" />
        </Part>
      ) : null}
      {item.confirmation ? <Approval exchange={item.confirmation} /> : null}
      {item.output !== undefined ? (
        <Part title={item.state === 'error' ? 'Error' : 'Output'}>
          <ErrorWords item={item} />
          <Output item={item} output={item.output} sessionId={sessionId} />
        </Part>
      ) : null}
      <p className="text-right">
        <Permalink seq={item.seq}>
          Called at <ClockTime at={item.at} />
        </Permalink>
      </p>
    </div>
  );
}

/** What went wrong, before everything else that the answer holds; an answer that is nothing but words says it itself. */
function ErrorWords({ item: { state, output } }: { item: ToolItem }) {
  if (state !== 'error' || output === undefined || typeof output === 'string') return null;
  const words = errorWordsOf(output);
  return words === null ? null : (
    <p className="mb-1.5 text-sm break-words whitespace-pre-wrap text-failed">{words}</p>
  );
}

const sizeOf = (output: Json | undefined): number =>
  output === undefined ? 0 : (typeof output === 'string' ? output : JSON.stringify(output)).length;

/** More is not for a page. */
const MOST_FETCHED = 1_000_000;

/** What was too long for the list of events is read when the card is opened. */
function Output({ item, output, sessionId }: { item: ToolItem; output: Json; sessionId: string }) {
  const { resultSeq, sizeBytes, truncated, tool, seq, state } = item;
  const size = sizeBytes === null ? '' : ` of ${formatBytes(sizeBytes)}`;
  const isLarge = sizeBytes !== null && sizeBytes > MOST_FETCHED;
  const whole = useQuery({
    ...wholeOutputQuery(sessionId, resultSeq ?? 0),
    enabled: truncated && !isLarge && resultSeq !== null,
  });
  return (
    <div className="space-y-2">
      {tool === 'save_file' && state === 'ok' ? <SavedFileLink output={output} /> : null}
      <ToolOutput output={whole.data ?? output} name={`${tool}-${seq}`} />
      {truncated && whole.data === undefined && resultSeq !== null ? (
        <p className="flex flex-wrap items-center gap-x-2 text-sm text-muted">
          {whole.isFetching ? `Reading the rest${size} …` : `Only the beginning${size}.`}
          {isLarge ? (
            <a
              href={urlOf(sessionEndpoints.event.path, { id: sessionId, seq: resultSeq }, {})}
              download={`${tool}-${seq}.json`}
              className="inline-flex min-h-6 items-center text-accent hover:underline coarse:min-h-11"
            >
              Download it whole
            </a>
          ) : null}
        </p>
      ) : null}
      {whole.isError ? <ErrorLine title="The rest could not be read." error={whole.error} /> : null}
    </div>
  );
}

function Approval({ exchange }: { exchange: InputExchange }) {
  const { response } = exchange;
  if (!response) return <p className="text-sm text-needs-input">A person has to approve this call.</p>;
  return (
    <p className="text-sm">
      <span className="font-medium">{OUTCOME_LABELS[response.outcome]}</span>{' '}
      <span className="text-muted">
        by {response.by.name} at <ClockTime at={response.at} />
      </span>
      {response.message ? (
        <span className="block break-words whitespace-pre-wrap">“{response.message}”</span>
      ) : null}
    </p>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <p className="mb-1 text-xs font-medium text-muted">{title}</p>
      {children}
    </div>
  );
}
