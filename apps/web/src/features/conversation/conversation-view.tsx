import { ArrowDown } from 'lucide-react';
import { useDeferredValue, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { ErrorLine } from '../../components/error-block.tsx';
import { arrangeItems, entryIndexOf, type ConversationEntry } from './arrange-items.ts';
import { ConversationList } from './conversation-list.tsx';
import { ConversationToolbar } from './conversation-toolbar.tsx';
import type { ConversationProps } from './conversation.tsx';
import type { EventLog } from './event-queries.ts';
import { groupEvents, thinkingSince } from './group-events.ts';
import { highlightMatches, revealMatch } from './highlight-matches.ts';
import { OpenCardsProvider } from './open-cards.tsx';
import { useAnnouncedMessages } from './use-announced-messages.ts';
import { useConversationKeys } from './use-conversation-keys.ts';
import { useConversationScroll, type ConversationScroll } from './use-conversation-scroll.ts';
import { useEarlierEvents } from './use-earlier-events.ts';
import { useSessionStream } from './use-session-stream.ts';

type ConversationViewProps = ConversationProps & { log: EventLog; error: Error | null };

export function ConversationView(props: ConversationViewProps) {
  const { log, sessionId, agent, isOver, isRunning, target, error } = props;
  const list = useRef<HTMLOListElement>(null);
  const draft = useSessionStream(sessionId, { isOpen: !isOver, lastSeq: lastBefore(log) });
  const since = isRunning ? thinkingSince(log.events) : null;
  const [watchedFrom] = useState(isOver ? Number.POSITIVE_INFINITY : log.lastSeq + 1);
  const recorded = useMemo(
    () =>
      arrangeItems(groupEvents(log.events), {
        shown: new Set(target === null ? [] : [target]),
        starts: log.starts,
        watchedFrom,
      }),
    [log.events, log.starts, target, watchedFrom],
  );
  const entries = useMemo((): ConversationEntry[] => {
    if (since === null) return recorded;
    const { text = '', reasoning = '', after = log.lastSeq } = draft ?? {};
    const becomes = after + (reasoning === '' ? 1 : 2);
    return [
      ...recorded,
      { kind: 'draft', seq: log.lastSeq + 0.5, at: since, agent, text, reasoning, becomes },
    ];
  }, [recorded, draft, since, log.lastSeq, agent]);
  const scroll = useConversationScroll({ list, entries, startAtEnd: !isOver && target === null });
  useAnnouncedMessages(log);
  const earlier = useEarlierEvents(sessionId);
  const [pointed, setPointed] = useState(target);
  const show = (index: number, how?: { keepsFocus: boolean }): void => {
    if (index < 0) return;
    setPointed(entries[index]?.seq ?? null);
    scroll.show(index, how);
  };
  useShowTarget(target, {
    log,
    earlier,
    isPlaced: scroll.scrollMargin > 0,
    show: (seq) => show(entryIndexOf(entries, seq)),
  });
  const [words, setWords] = useState<string | null>(null);
  const openFind = (): void => {
    setWords((before) => before ?? '');
    scroll.stay();
    if (log.hasEarlier && !earlier.isPending) earlier.mutate(0);
  };
  const closeFind = (): void => {
    setWords(null);
    // On with what was found, for j, k and e.
    if (words?.trim() && pointed !== null) show(entryIndexOf(entries, pointed));
  };
  useConversationKeys({ list, scroll, onFind: openFind });

  // The parts in the page change with every scroll.
  const sought = useDeferredValue(words ?? '');
  useEffect(() => highlightMatches(list.current, sought));

  return (
    <OpenCardsProvider onToggle={scroll.stay}>
      <ConversationToolbar
        taskId={props.taskId}
        entries={entries}
        words={words}
        stickyTop={scroll.stickyTop}
        isLoading={earlier.isPending}
        onFind={openFind}
        onWords={setWords}
        // The person goes on typing.
        onShow={(index) => {
          show(index, { keepsFocus: true });
          revealMatch(() => list.current?.querySelector(`[data-index="${index}"]`), words ?? '');
        }}
        onClose={closeFind}
      />
      {log.hasEarlier ? (
        <div className="mb-3 flex justify-center">
          <Button
            size="small"
            disabled={earlier.isPending}
            onClick={() => {
              scroll.holdTop();
              earlier.mutate('page');
            }}
          >
            {earlier.isPending ? 'Loading…' : 'Show earlier'}
          </Button>
        </div>
      ) : null}
      {earlier.isError ? <ErrorLine error={earlier.error} /> : null}
      <ConversationList
        list={list}
        entries={entries}
        scroll={scroll}
        sessionId={sessionId}
        isOver={isOver}
        target={pointed}
      />
      {error ? <ErrorLine title="The newest part could not be read." error={error} /> : null}
      {scroll.isAway && !isOver ? <JumpToLatest scroll={scroll} /> : null}
    </OpenCardsProvider>
  );
}

/** The last event that a text under way may follow: reasoning comes before the text of its step, in a moment of its own. */
function lastBefore({ events, lastSeq }: EventLog): number {
  return events.findLast(({ type }) => type !== 'reasoning')?.seq ?? lastSeq;
}

/** Takes no room of its own, so that nothing moves when it comes and goes. */
function JumpToLatest({ scroll: { unseen, stickyBottom, jumpToEnd } }: { scroll: ConversationScroll }) {
  return (
    <div
      className="pointer-events-none sticky z-10 flex h-0 items-end justify-center"
      style={{ bottom: stickyBottom + 16 }}
    >
      <Button
        size="small"
        className="pointer-events-auto relative !rounded-full shadow-pop"
        icon={<ArrowDown aria-hidden className="size-3.5" />}
        onClick={jumpToEnd}
      >
        Jump to latest
        {unseen > 0 ? (
          <span className="absolute -top-2.5 left-full -ml-5 rounded-full bg-accent px-1.5 text-[0.6875rem] leading-4.5 whitespace-nowrap text-accent-text tabular-nums">
            <span className="sr-only"> · </span>
            {unseen} new
          </span>
        ) : null}
      </Button>
    </div>
  );
}

type ShowTarget = {
  log: EventLog;
  earlier: ReturnType<typeof useEarlierEvents>;
  /** It is known where the list lies in the page. */
  isPlaced: boolean;
  show: (seq: number) => void;
};

/** Once for each target: what comes later must not pull the reader back to it. */
function useShowTarget(target: number | null, { log, earlier, isPlaced, show }: ShowTarget): void {
  const shown = useRef<number | null>(null);
  const first = log.events[0]?.seq ?? 1;
  useEffect(() => {
    if (target === null || shown.current === target || !isPlaced) return;
    if (first > target && log.hasEarlier) {
      if (!earlier.isPending && !earlier.isError) earlier.mutate(target);
      return;
    }
    shown.current = target;
    show(target);
  });
  // A link that leads to where one is already leads there again.
  const onClick = useEffectEvent((event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (target !== null && link?.href === location.href) show(target);
  });
  useEffect(() => {
    const listener = (event: MouseEvent): void => onClick(event);
    document.addEventListener('click', listener, true);
    return () => document.removeEventListener('click', listener, true);
  }, []);
}
