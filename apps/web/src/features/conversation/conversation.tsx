import { ErrorBlock } from '../../components/error-block.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { ConversationView } from './conversation-view.tsx';
import { useEventLog } from './use-event-log.ts';

export type ConversationProps = {
  taskId: string;
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
  const query = useEventLog(sessionId, lastSeq);
  const log = query.data;

  if (log) return <ConversationView {...props} log={log} error={query.isError ? query.error : null} />;
  if (!query.isError) return <Skeleton rows={6} />;
  return (
    <ErrorBlock
      what="The conversation could not be read"
      error={query.error}
      onRetry={() => void query.refetch()}
    />
  );
}
