import type { Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, type RefObject } from 'react';

const BY_HAND = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/**
 * Returns `hold`, after which the first entry stays where it is while earlier ones are put above it: some of those are in
 * view, and get their heights only as they are drawn. It holds until the reader does something.
 */
export function useHeldTop(
  list: RefObject<HTMLElement | null>,
  virtualizer: Virtualizer<HTMLElement, HTMLLIElement>,
): () => void {
  const held = useRef<string | null>(null);

  useEffect(() => {
    const isAboveHeld = (index: number): boolean => {
      const { count, getItemKey } = virtualizer.options;
      for (let at = index + 1; at < count; at += 1) if (getItemKey(at) === held.current) return true;
      return false;
    };
    // But for what is held, as the library does it where nothing else is said.
    virtualizer.shouldAdjustScrollPositionOnItemSizeChange = ({ index, key, start, end }) => {
      const offset = virtualizer.scrollOffset ?? 0;
      if (virtualizer.itemSizeCache.has(key))
        return end <= offset && virtualizer.scrollDirection !== 'backward';
      return start < offset || (held.current !== null && isAboveHeld(index));
    };
    const release = (): void => void (held.current = null);
    const area = list.current?.closest('[data-scroll-area]');
    for (const type of BY_HAND) area?.addEventListener(type, release, { passive: true, capture: true });
    return () => {
      for (const type of BY_HAND) area?.removeEventListener(type, release, { capture: true });
    };
  }, [list, virtualizer]);

  return useCallback(() => {
    held.current = virtualizer.options.count > 0 ? String(virtualizer.options.getItemKey(0)) : null;
  }, [virtualizer]);
}
