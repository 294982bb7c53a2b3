import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { ErrorLine } from '../../components/error-block.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { arrangeItems, entriesBefore, isMessage } from './arrange-items.ts';
import { eventLogQuery } from './event-queries.ts';
import { groupEvents } from './group-events.ts';
import { MessageEntries } from './message-entries.tsx';
import { useEarlierEvents } from './use-earlier-events.ts';

const SHOWN = 3;
const MORE = 10;

type MessagesBeforeProps = {
  taskId: string;
  sessionId: string;
  /** The request that the conversation is shown up to. */
  callId: string;
};

/** What was said and done last before a person was asked, and on demand what came before that. */
export function MessagesBefore({ taskId, sessionId, callId }: MessagesBeforeProps) {
  // What is kept from an earlier look may end before the request.
  const query = useQuery({ ...eventLogQuery(useQueryClient(), sessionId), refetchOnMount: 'always' });
  const earlier = useEarlierEvents(sessionId);
  const [count, setCount] = useState(SHOWN);
  const log = query.data;
  const entries = useMemo(
    () => entriesBefore(arrangeItems(groupEvents(log?.events ?? [])), callId).filter(isMessage),
    [log?.events, callId],
  );
  if (!log) {
    return query.isError ? (
      <ErrorLine title="The conversation could not be read." error={query.error} />
    ) : (
      <Skeleton rows={3} />
    );
  }
  const showMore = (): void => {
    setCount(count + MORE);
    if (log.hasEarlier && entries.length < count + MORE) earlier.mutate('page');
  };
  return (
    <>
      {entries.length > count || log.hasEarlier ? (
        <div className="mb-3 flex justify-center">
          <Button size="small" disabled={earlier.isPending} onClick={showMore}>
            {earlier.isPending ? 'Loading…' : 'Show earlier'}
          </Button>
        </div>
      ) : null}
      {earlier.isError ? <ErrorLine error={earlier.error} /> : null}
      <MessageEntries
        label="Messages before this"
        taskId={taskId}
        sessionId={sessionId}
        entries={entries.slice(-count)}
        isOver={false}
      />
    </>
  );
}
