import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ErrorBlock } from '../../components/error-block.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { ConversationView } from './conversation-view.tsx';
import { eventLogQuery } from './event-queries.ts';

export type ConversationProps = {
  sessionId: string;
  agent: string;
  /** Number of the newest event the task tells of; more is read when it rises. */
  lastSeq: number;
  /** Nothing can be added any more. */
  isOver: boolean;
  isRunning: boolean;
  /** The event to show first, from a link such as `#m=12`. */
  target: number | null;
};

/** Everything that was said and done in a session. */
export function Conversation(props: ConversationProps) {
  const { sessionId, lastSeq } = props;
  const queryClient = useQueryClient();
  const query = useQuery(eventLogQuery(queryClient, sessionId));
  const log = query.data;

  const { refetch } = query;
  const knownSeq = log?.lastSeq;
  useEffect(() => {
    if (knownSeq !== undefined && lastSeq > knownSeq) void refetch();
  }, [lastSeq, knownSeq, refetch]);

  if (log) return <ConversationView {...props} log={log} error={query.isError ? query.error : null} />;
  if (!query.isError) return <Skeleton rows={6} />;
  return (
    <ErrorBlock
      what="The conversation could not be read"
      error={query.error}
      onRetry={() => void refetch()}
    />
  );
}
