const SOON_MS = 1_000;
const UPWARD_KEYS = ['ArrowUp', 'PageUp', 'Home', ' '];

/**
 * Tells at each scroll event whether it was the reader who went up. What shrinks and grows again moves an area too: while its
 * height changes, only what hands have just done is believed, and a leap that no part of it could have made.
 */
export function watchReader(area: HTMLElement): { wentUp: () => boolean; stop: () => void } {
  let top = area.scrollTop;
  let height = area.scrollHeight;
  let handAt = Number.NEGATIVE_INFINITY;
  const byHand = (event: Event): void => {
    if (isUpward(event, area)) handAt = event.timeStamp;
  };
  const ending = new AbortController();
  for (const type of ['wheel', 'touchmove', 'pointerdown', 'keydown'])
    area.addEventListener(type, byHand, { passive: true, capture: true, signal: ending.signal });
  return {
    wentUp: () => {
      const isHigher = area.scrollTop < top;
      const isLeap = top - area.scrollTop > area.clientHeight / 2;
      const isAsHigh = area.scrollHeight === height;
      top = area.scrollTop;
      height = area.scrollHeight;
      const now = performance.now();
      const went = isHigher && (isAsHigh || isLeap || now - handAt < SOON_MS);
      // A scroll bar that is dragged says nothing more.
      if (went) handAt = now;
      return went;
    },
    stop: () => ending.abort(),
  };
}

function isUpward(event: Event, area: HTMLElement): boolean {
  if (event instanceof WheelEvent) return event.deltaY < 0;
  if (event instanceof KeyboardEvent) return UPWARD_KEYS.includes(event.key);
  return event.type === 'touchmove' || event.target === area;
}
