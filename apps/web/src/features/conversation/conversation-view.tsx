import { ArrowDown } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { ErrorLine } from '../../components/error-block.tsx';
import { arrangeItems, entryIndexOf, type ConversationEntry } from './arrange-items.ts';
import { ConversationList } from './conversation-list.tsx';
import { ConversationToolbar } from './conversation-toolbar.tsx';
import type { ConversationProps } from './conversation.tsx';
import type { EventLog } from './event-queries.ts';
import { groupEvents, thinkingSince } from './group-events.ts';
import { highlightMatches } from './highlight-matches.ts';
import { OpenCardsProvider } from './open-cards.tsx';
import { useConversationKeys } from './use-conversation-keys.ts';
import { useConversationScroll, type ConversationScroll } from './use-conversation-scroll.ts';
import { useEarlierEvents } from './use-earlier-events.ts';
import { useFind } from './use-find.ts';
import { useSessionStream } from './use-session-stream.ts';

type ConversationViewProps = ConversationProps & { log: EventLog; error: Error | null };

export function ConversationView(props: ConversationViewProps) {
  const { log, sessionId, agent, isOver, isRunning, target, error } = props;
  const list = useRef<HTMLOListElement>(null);
  const draft = useSessionStream(sessionId, { isOpen: !isOver, lastSeq: lastBefore(log) });
  const since = isRunning ? thinkingSince(log.events) : null;
  const recorded = useMemo(
    () => arrangeItems(groupEvents(log.events), new Set(target === null ? [] : [target]), log.starts),
    [log.events, log.starts, target],
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
  const earlier = useEarlierEvents(sessionId);
  const find = useFind(entries);
  const [pointed, setPointed] = useState(target);
  const show = (index: number | null): void => {
    if (index === null || index < 0) return;
    setPointed(entries[index]?.seq ?? null);
    scroll.show(index);
  };
  useShowTarget(target, { log, earlier, show: (seq) => show(entryIndexOf(entries, seq)) });
  const openFind = (): void => {
    find.open();
    scroll.stay();
    if (log.hasEarlier && !earlier.isPending) earlier.mutate(0);
  };
  useConversationKeys({ list, scroll, onFind: openFind });

  const words = find.words ?? '';
  const { stay } = scroll;
  const onToggle = useCallback(() => stay(), [stay]);
  // The parts in the page change with every scroll.
  useEffect(() => highlightMatches(list.current, words));

  return (
    <OpenCardsProvider onToggle={onToggle}>
      <ConversationToolbar
        find={find}
        stickyTop={scroll.stickyTop}
        isLoading={earlier.isPending}
        onFind={openFind}
        onShow={show}
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
        className="pointer-events-auto !rounded-full shadow-pop"
        icon={<ArrowDown aria-hidden className="size-3.5" />}
        onClick={jumpToEnd}
      >
        Jump to latest
        {unseen > 0 ? <span className="min-w-12 text-left tabular-nums">· {unseen} new</span> : null}
      </Button>
    </div>
  );
}

type ShowTarget = {
  log: EventLog;
  earlier: ReturnType<typeof useEarlierEvents>;
  show: (seq: number) => void;
};

/** Once for each target: what comes later must not pull the reader back to it. */
function useShowTarget(target: number | null, { log, earlier, show }: ShowTarget): void {
  const shown = useRef<number | null>(null);
  const first = log.events[0]?.seq ?? 1;
  useEffect(() => {
    if (target === null || shown.current === target) return;
    if (first > target && log.hasEarlier) {
      if (!earlier.isPending && !earlier.isError) earlier.mutate(target);
      return;
    }
    shown.current = target;
    show(target);
  });
}
