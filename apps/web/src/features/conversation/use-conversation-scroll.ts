import { defaultRangeExtractor, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { entryKey, type ConversationEntry } from './arrange-items.ts';
import { useHeldTop } from './use-held-top.ts';
import { NEAR_PX, useListPlace } from './use-list-place.ts';
import { watchReader } from './watch-reader.ts';

const GAP_PX = 12;
const ESTIMATES: Record<ConversationEntry['kind'], number> = {
  user: 90,
  agent: 110,
  reasoning: 28,
  tool: 40,
  calls: 40,
  question: 140,
  status: 20,
  error: 70,
  child: 40,
  pause: 20,
  attachment: 60,
  compaction: 28,
  limit: 20,
  draft: 28,
};

type Options = {
  list: RefObject<HTMLOListElement | null>;
  entries: readonly ConversationEntry[];
  startAtEnd: boolean;
};

export type ConversationScroll = {
  virtualizer: Virtualizer<HTMLElement, HTMLLIElement>;
  scrollMargin: number;
  /** Height of what covers the top of the scrolling area. */
  stickyTop: number;
  /** Height of what covers its bottom. */
  stickyBottom: number;
  isAway: boolean;
  /** Entries that came while the reader was elsewhere. */
  unseen: number;
  jumpToEnd: () => void;
  /** The first entry stays in its place while earlier ones come in above it. */
  holdTop: () => void;
  /** The reader is busy with something: what comes is not followed until the end is reached again. */
  stay: () => void;
  /** Brings an entry into view and, unless the focus is needed elsewhere, gives it that. */
  show: (index: number, how?: { keepsFocus: boolean }) => void;
};

/**
 * Where the reader is in a conversation of any length. At the end, new entries are followed; elsewhere nothing that is
 * added before or after what is being read moves it.
 */
export function useConversationScroll({ list, entries, startAtEnd }: Options): ConversationScroll {
  const made = useRef<Virtualizer<HTMLElement, HTMLLIElement> | null>(null);
  const { scrollMargin, stickyTop, stickyBottom } = useListPlace(list, startAtEnd, (top) => {
    // It learns of that a moment later, and would draw what lay there before for that long.
    if (made.current) made.current.scrollOffset = top;
  });
  const [follows, setFollows] = useState(startAtEnd);
  // A text under way has half a number; it is no news when it gets its own.
  const newest = Math.ceil(entries.at(-1)?.seq ?? 0);
  const [seen, setSeen] = useState(newest);
  const [focused, setFocused] = useState<number | null>(null);
  const isHeld = useRef(false);
  const stay = useCallback((): void => {
    isHeld.current = true;
    setFollows(false);
  }, []);
  const virtualizer = useVirtualizer<HTMLElement, HTMLLIElement>({
    count: entries.length,
    getScrollElement: () => scrollAreaOf(list.current),
    estimateSize: (index) => ESTIMATES[entries[index]?.kind ?? 'agent'],
    getItemKey: (index) => entryKey(entries[index]!),
    scrollMargin,
    scrollPaddingStart: stickyTop + GAP_PX,
    scrollPaddingEnd: stickyBottom + GAP_PX,
    gap: GAP_PX,
    overscan: 8,
    anchorTo: 'end',
    followOnAppend: follows,
    // However much is added at once: who follows is at the end.
    scrollEndThreshold: follows ? Number.POSITIVE_INFINITY : -1,
    // What has the focus stays in the page, or the focus would be lost.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return focused === null || focused >= entries.length || shown.includes(focused)
        ? shown
        : [...shown, focused].toSorted((one, other) => one - other);
    },
  });
  useLayoutEffect(() => {
    made.current = virtualizer;
  }, [virtualizer]);
  const isAway = !follows && virtualizer.getDistanceFromEnd() > NEAR_PX;

  useLayoutEffect(() => {
    if (startAtEnd) virtualizer.scrollToEnd();
    // Only when the conversation is first shown.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  useEffect(() => {
    const area = scrollAreaOf(list.current);
    if (!area) return;
    const reader = watchReader(area);
    // Who was busy is taken along again from the very end, everybody else from near it. Only who goes up leaves the end: it
    // also moves away from those who stay where they are, as something is added.
    const look = (): void => {
      const distance = virtualizer.getDistanceFromEnd();
      const wentUp = reader.wentUp();
      if (distance <= 1 || distance > NEAR_PX) isHeld.current = false;
      if (distance <= NEAR_PX) setFollows(!isHeld.current && !hasSelection(area));
      else if (wentUp) setFollows(false);
    };
    const onSelection = (): void => {
      if (hasSelection(area)) setFollows(false);
    };
    area.addEventListener('scroll', look, { passive: true });
    document.addEventListener('selectionchange', onSelection);
    return () => {
      reader.stop();
      area.removeEventListener('scroll', look);
      document.removeEventListener('selectionchange', onSelection);
    };
  }, [list, virtualizer]);
  useEffect(() => {
    if (follows && virtualizer.getDistanceFromEnd() > NEAR_PX) virtualizer.scrollToEnd();
  }, [follows, entries, stickyBottom, virtualizer]);
  if (follows && seen !== newest) setSeen(newest);
  useFocus(list, focused, virtualizer);
  const holdTop = useHeldTop(list, virtualizer);

  return {
    virtualizer,
    scrollMargin,
    stickyTop,
    stickyBottom,
    isAway,
    unseen: entries.length - 1 - entries.findLastIndex(({ seq }) => seq <= seen),
    jumpToEnd: () => {
      isHeld.current = false;
      setFollows(true);
      virtualizer.scrollToEnd();
    },
    holdTop,
    stay,
    show: (index, how) => {
      stay();
      virtualizer.scrollToIndex(index, { align: 'auto' });
      if (!how?.keepsFocus) setFocused(index);
    },
  };
}

/** The entry may have to be drawn first. */
function useFocus(
  list: RefObject<HTMLOListElement | null>,
  index: number | null,
  virtualizer: Virtualizer<HTMLElement, HTMLLIElement>,
): void {
  const done = useRef<number | null>(null);
  useEffect(() => {
    if (index === null || done.current === index) return;
    const element = list.current?.querySelector<HTMLElement>(`[data-index="${index}"]`);
    if (!element) return;
    done.current = index;
    element.focus({ preventScroll: true });
    virtualizer.scrollToIndex(index, { align: 'auto' });
  });
}

function scrollAreaOf(element: HTMLElement | null): HTMLElement | null {
  return element?.closest<HTMLElement>('[data-scroll-area]') ?? null;
}

function hasSelection(area: HTMLElement): boolean {
  const selection = getSelection();
  return selection !== null && !selection.isCollapsed && area.contains(selection.anchorNode);
}
