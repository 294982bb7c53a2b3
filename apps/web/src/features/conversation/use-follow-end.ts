import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** Closer to the end than this, a reader is taken along. */
const NEAR_PX = 80;

/**
 * Keeps the end in view while the reader is there, and leaves readers elsewhere where they are.
 * `end` marks the end inside the page's scrolling area.
 */
export function useFollowEnd(
  end: RefObject<HTMLElement | null>,
  content: unknown,
  { startAtEnd }: { startAtEnd: boolean },
): { isAway: boolean; jump: () => void } {
  const [isAway, setIsAway] = useState(false);
  const follows = useRef(startAtEnd);

  useEffect(() => {
    const area = scrollAreaOf(end.current);
    if (!area) return;
    const look = (): void => {
      const left = area.scrollHeight - area.scrollTop - area.clientHeight;
      const isNear = left <= NEAR_PX;
      follows.current = isNear && !hasSelection(area);
      setIsAway(!isNear);
    };
    area.addEventListener('scroll', look, { passive: true });
    return () => area.removeEventListener('scroll', look);
  }, [end, content]);

  useLayoutEffect(() => {
    const area = scrollAreaOf(end.current);
    if (area && follows.current && !hasSelection(area)) area.scrollTop = area.scrollHeight;
  }, [end, content]);

  const jump = (): void => {
    const area = scrollAreaOf(end.current);
    follows.current = true;
    if (area) area.scrollTop = area.scrollHeight;
  };
  return { isAway, jump };
}

function scrollAreaOf(element: HTMLElement | null): HTMLElement | null {
  return element?.closest<HTMLElement>('[data-scroll-area]') ?? null;
}

function hasSelection(area: HTMLElement): boolean {
  const selection = getSelection();
  return selection !== null && !selection.isCollapsed && area.contains(selection.anchorNode);
}
