import { flushSync } from 'react-dom';
import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react';

type Place = {
  /** From the top of the scrolling area's content to the list, in pixels. */
  top: number;
  /** The same in whole pixels. */
  scrollMargin: number;
  /** Height of the header that stays at the top of the area. */
  stickyTop: number;
  /** Height of what stays at its bottom. */
  stickyBottom: number;
};

/** Closer to the end than this, a reader is taken along. */
export const NEAR_PX = 80;

const NOWHERE: Place = { top: 0, scrollMargin: 0, stickyTop: 0, stickyBottom: 0 };

/**
 * Where a list lies inside its scrolling area; it is measured again when anything around it changes its height. While
 * things come in (`isLive`, as at first) that does not move it under whoever reads it. `onMoved` is told at once to where the
 * area was scrolled for that, before anything is drawn anew.
 */
export function useListPlace(
  list: RefObject<HTMLElement | null>,
  isLive: boolean,
  onMoved: (top: number) => void,
): Place {
  const [place, setPlace] = useState(NOWHERE);
  const held = useRef(NOWHERE);
  const wasLive = useRef(isLive);
  const rest = useRef(0);
  const tell = useEffectEvent(onMoved);

  useEffect(() => {
    const observer = new ResizeObserver(() => {
      const next = measure(list.current);
      const change = { before: held.current, now: next, isLive: wasLive.current };
      const kept = keepReadersPlace(list.current, change, rest.current);
      rest.current = kept.rest;
      if (kept.top !== null) tell(kept.top);
      held.current = next;
      keepClearOfBars(list.current, next);
      // By itself: the virtualizer keeps the reader's place, too, where its margin changes together with its entries.
      flushSync(() =>
        setPlace((known) =>
          known.scrollMargin === next.scrollMargin &&
          known.stickyTop === next.stickyTop &&
          known.stickyBottom === next.stickyBottom
            ? known
            : next,
        ),
      );
    });
    for (const element of elementsAround(list.current)) observer.observe(element);
    return () => observer.disconnect();
  }, [list]);
  return place;
}

/** `top` is null where nothing was scrolled. */
type Kept = { rest: number; top: number | null };
type Change = { before: Place; now: Place; isLive: boolean };

/**
 * What comes or goes above the list, such as a result, does not move it under its reader. At the very top of the area that
 * holds only for one who has gone there from the end: a page that opens there is shown from there. An area scrolls by whole
 * pixels, so a `rest` is left for the next time, or many changes would add up.
 */
function keepReadersPlace(list: HTMLElement | null, { before, now, isLive }: Change, rest: number): Kept {
  const area = list?.closest<HTMLElement>('[data-scroll-area]');
  const grown = now.top - before.top + rest;
  if (!area || before === NOWHERE || grown === 0) return { rest: 0, top: null };
  const isUnderHeader = area.scrollTop + before.stickyTop > before.scrollMargin;
  const fromEnd = area.scrollHeight - grown - area.clientHeight - area.scrollTop;
  if (!isUnderHeader && !(isLive && fromEnd > NEAR_PX)) return { rest: 0, top: null };
  area.scrollTop += Math.round(grown);
  return { rest: grown - Math.round(grown), top: area.scrollTop };
}

/** What gets the focus comes to lie between the bars, and not behind them. */
function keepClearOfBars(list: HTMLElement | null, { stickyTop, stickyBottom }: Place): void {
  const area = list?.closest<HTMLElement>('[data-scroll-area]');
  if (area) area.style.scrollPaddingBlock = `${stickyTop}px ${stickyBottom}px`;
}

function measure(list: HTMLElement | null): Place {
  const area = list?.closest<HTMLElement>('[data-scroll-area]');
  if (!list || !area) return NOWHERE;
  const top = list.getBoundingClientRect().top - area.getBoundingClientRect().top + area.scrollTop;
  const heightOf = (part: string): number => area.querySelector<HTMLElement>(part)?.offsetHeight ?? 0;
  return {
    top,
    scrollMargin: Math.round(top),
    stickyTop: heightOf('[data-sticky-header]'),
    stickyBottom: heightOf('[data-sticky-footer]'),
  };
}

/** What holds the list, which grows when something is added, and what stands beside it. */
function elementsAround(list: HTMLElement | null): Element[] {
  const area = list?.closest('[data-scroll-area]');
  const around: Element[] = [];
  for (let element: Element | null = list; element && element !== area; element = element.parentElement) {
    around.push(...(element.parentElement?.children ?? []));
  }
  return around;
}
