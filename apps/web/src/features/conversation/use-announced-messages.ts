import { useEffect, useRef } from 'react';
import { announce } from '../../lib/announce.ts';
import type { EventLog } from './event-queries.ts';

/** Says that an agent has written or that something went wrong: of whole messages only, never of text under way. */
export function useAnnouncedMessages({ events, lastSeq }: EventLog): void {
  const known = useRef(lastSeq);
  useEffect(() => {
    const from = known.current;
    known.current = lastSeq;
    for (const event of events.filter(({ seq }) => seq > from)) {
      if (event.type === 'message' && event.role === 'assistant') announce(`New message from ${event.agent}`);
      if (event.type === 'error') announce(`Error: ${event.message}`);
    }
  }, [events, lastSeq]);
}
