import { deltaSchema, sessionStreamEndpoints, taskEventSchema, type Delta } from '@taskhelm/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { urlOf } from '../../lib/api-client.ts';
import { useLivePaused } from '../../lib/live-mode.ts';
import { usePageVisible } from '../../lib/use-page-visible.ts';
import { addDelta, type DraftText } from './draft-text.ts';
import { addStreamedEvent } from './event-queries.ts';

/** Words are drawn at most so often. */
const FLUSH_MS = 100;

/**
 * Hears of events and of words under way as they come, while the page is seen. It only makes things quicker: without it
 * the polling of the task finds the same events. Returns what the model is saying just now.
 */
export function useSessionStream(
  sessionId: string,
  { isOpen, lastSeq }: { isOpen: boolean; lastSeq: number },
): DraftText | null {
  const queryClient = useQueryClient();
  const isVisible = usePageVisible();
  const isPaused = useLivePaused();
  const [draft, setDraft] = useState<DraftText | null>(null);

  useEffect(() => {
    if (!isOpen || !isVisible || isPaused) return;
    const source = new EventSource(
      urlOf(sessionStreamEndpoints.session.path, { id: sessionId }, { after: lastSeq }),
    );
    let waiting: Delta[] = [];
    const flush = (): void => {
      if (waiting.length === 0) return;
      const deltas = waiting;
      waiting = [];
      setDraft((known) => deltas.reduce(addDelta, known));
    };
    const timer = setInterval(flush, FLUSH_MS);
    source.addEventListener('message', ({ data }: MessageEvent<string>) => {
      const event = taskEventSchema.safeParse(readJson(data));
      if (event.success) addStreamedEvent(queryClient, sessionId, event.data);
    });
    source.addEventListener('delta', ({ data }: MessageEvent<string>) => {
      const delta = deltaSchema.safeParse(readJson(data));
      if (delta.success) waiting.push(delta.data);
    });
    source.addEventListener('end', () => source.close());
    return () => {
      source.close();
      clearInterval(timer);
      setDraft(null);
    };
    // The number of the last event is where the stream begins; it goes on by itself from there.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [queryClient, sessionId, isOpen, isVisible, isPaused]);
  // What is drawn is the log from there on.
  return draft && draft.after >= lastSeq ? draft : null;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
