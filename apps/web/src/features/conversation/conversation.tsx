import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowDown } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { Button } from '../../components/button.tsx';
import { ErrorBlock, ErrorLine } from '../../components/error-block.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { Elapsed } from '../../components/time.tsx';
import { ConversationItemView } from './conversation-items.tsx';
import { eventLogQuery, loadEarlier } from './event-queries.ts';
import { groupEvents, thinkingSince } from './group-events.ts';
import { useFollowEnd } from './use-follow-end.ts';

type ConversationProps = {
  sessionId: string;
  agent: string;
  /** Number of the newest event the task tells of; more is read when it rises. */
  lastSeq: number;
  /** Nothing can be added any more. */
  isOver: boolean;
  isRunning: boolean;
};

export function Conversation({ sessionId, agent, lastSeq, isOver, isRunning }: ConversationProps) {
  const queryClient = useQueryClient();
  const query = useQuery(eventLogQuery(queryClient, sessionId));
  const log = query.data;
  const items = useMemo(() => groupEvents(log?.events ?? []), [log?.events]);
  const end = useRef<HTMLDivElement>(null);
  const { isAway, jump } = useFollowEnd(end, items, { startAtEnd: !isOver });
  const earlier = useMutation({ mutationFn: () => loadEarlier(queryClient, sessionId) });

  const { refetch } = query;
  const knownSeq = log?.lastSeq;
  useEffect(() => {
    if (knownSeq !== undefined && lastSeq > knownSeq) void refetch();
  }, [lastSeq, knownSeq, refetch]);

  if (!log) {
    if (query.isError) {
      return (
        <ErrorBlock
          what="The conversation could not be read"
          error={query.error}
          onRetry={() => void refetch()}
        />
      );
    }
    return <Skeleton rows={6} />;
  }
  const thinking = isRunning ? thinkingSince(log.events) : null;
  return (
    <div>
      {log.hasEarlier ? (
        <div className="mb-3 flex justify-center">
          <Button size="small" disabled={earlier.isPending} onClick={() => earlier.mutate()}>
            {earlier.isPending ? 'Loading…' : 'Show earlier'}
          </Button>
        </div>
      ) : null}
      {earlier.isError ? <ErrorLine error={earlier.error} /> : null}
      <div role="log" aria-live="off" aria-label="Conversation">
        <ol className="space-y-3">
          {items.map((item) => (
            <li key={`${item.kind}-${item.seq}`} id={`m-${item.seq}`}>
              <ConversationItemView item={item} sessionId={sessionId} isOver={isOver} />
            </li>
          ))}
        </ol>
      </div>
      {thinking ? (
        <p className="mt-3 flex items-center gap-2 text-sm text-muted tabular-nums">
          <span aria-hidden className="size-2 animate-pulse rounded-full bg-in-progress" />
          {agent} is thinking · <Elapsed from={thinking} to={null} />
        </p>
      ) : null}
      {query.isError ? <ErrorLine title="The newest part could not be read." error={query.error} /> : null}
      <div ref={end} />
      {isAway && !isOver ? (
        <div className="pointer-events-none sticky bottom-4 z-10 mt-2 flex justify-center">
          <Button
            size="small"
            className="pointer-events-auto !rounded-full shadow-pop"
            icon={<ArrowDown aria-hidden className="size-3.5" />}
            onClick={jump}
          >
            Jump to latest
          </Button>
        </div>
      ) : null}
    </div>
  );
}
