import { useMemo } from 'react';
import { ErrorLine } from '../../components/error-block.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { arrangeItems, isMessage, type ConversationEntry } from './arrange-items.ts';
import { groupEvents } from './group-events.ts';
import { MessageEntries } from './message-entries.tsx';
import { useEventLog } from './use-event-log.ts';

const SHOWN = 3;

type RecentMessagesProps = {
  taskId: string;
  sessionId: string;
  /** Number of the newest event the task tells of. */
  lastSeq: number;
  isOver: boolean;
};

/** The last things that were said and done in a session, for a place that is about more than one task. */
export function RecentMessages({ taskId, sessionId, lastSeq, isOver }: RecentMessagesProps) {
  const query = useEventLog(sessionId, lastSeq);
  const events = query.data?.events;
  const entries = useMemo(() => lastMessages(arrangeItems(groupEvents(events ?? []))), [events]);
  if (!events) {
    return query.isError ? (
      <ErrorLine title="The conversation could not be read." error={query.error} />
    ) : (
      <Skeleton rows={3} />
    );
  }
  return (
    <MessageEntries
      label="Last messages"
      taskId={taskId}
      sessionId={sessionId}
      entries={entries}
      isOver={isOver}
    />
  );
}

/** What was said and done, without the marks between; the task's own text, which comes first, is left out. */
function lastMessages(entries: readonly ConversationEntry[]): ConversationEntry[] {
  return entries.filter((entry) => isMessage(entry) && entry.seq > 1).slice(-SHOWN);
}
