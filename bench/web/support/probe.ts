// What is done inside of the measured pages.
import type { Page } from '@playwright/test';

export type Shift = { value: number; at: number; moved: string[] };
type LayoutShift = PerformanceEntry & {
  value: number;
  hadRecentInput: boolean;
  sources: { node: Node | null }[];
};
type Interaction = { id: number; name: string; on: string; duration: number };

type Probe = {
  /** When a first row of the list was painted, in ms since the page was asked for; 0 while there is none. */
  firstRow: number;
  /** When the largest thing so far was painted. */
  largestPaint: number;
  shifts: Shift[];
  interactions: Interaction[];
  /** The time of the newest click, key or input. */
  lastInput: number;
  /** Resolves when the page has painted something that fits the selector. */
  painted: (selector: string) => Promise<number>;
};

declare global {
  // The library's own interface is extended here.
  // oxlint-disable-next-line typescript/consistent-type-definitions
  interface Window {
    probe: Probe;
    /** How often the words of a conversation have changed, and how long the text under way is. */
    streamed: () => { renders: number; characters: number };
  }
}

/** Runs in every page before its own scripts. It uses nothing from outside of itself. */
export function installProbe(): void {
  const painted = (selector: string): Promise<number> =>
    new Promise((resolve, reject) => {
      setTimeout(reject, 30_000, new Error(`nothing fits ${selector}`));
      const afterPaint = (): void => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => resolve(performance.now()));
        port1.start();
        port2.postMessage(null);
      };
      const look = (): void => {
        if (!document.querySelector(selector)) return;
        observer.disconnect();
        requestAnimationFrame(afterPaint);
      };
      const observer = new MutationObserver(look);
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      look();
    });
  const describe = (node: Node | null | undefined): string => {
    const element = node instanceof Element ? node : node?.parentElement;
    return element
      ? `${element.tagName.toLowerCase()} “${element.textContent.slice(0, 60)}”`
      : 'something gone';
  };
  const probe: Probe = {
    firstRow: 0,
    largestPaint: 0,
    shifts: [],
    interactions: [],
    lastInput: 0,
    painted,
  };
  window.probe = probe;
  painted('tbody tr[data-task-id]').then(
    (at) => (probe.firstRow = at),
    () => undefined,
  );
  const keys = new Map<number, string>();
  for (const type of ['keydown', 'keyup'])
    addEventListener(type, (event) => keys.set(event.timeStamp, `${type} ${(event as KeyboardEvent).key}`), {
      capture: true,
    });
  for (const type of ['click', 'keydown', 'input'])
    addEventListener(type, ({ timeStamp }) => (probe.lastInput = timeStamp), { capture: true });

  const observe = (type: string, see: (entries: PerformanceEntryList) => void, more: object = {}): void =>
    new PerformanceObserver((list) => see(list.getEntries())).observe({ type, buffered: true, ...more });
  observe('largest-contentful-paint', (entries) => {
    probe.largestPaint = entries.at(-1)?.startTime ?? probe.largestPaint;
  });
  observe('layout-shift', (entries) => {
    for (const { value, startTime, hadRecentInput, sources } of entries as LayoutShift[]) {
      const moved = sources.map(({ node }) => describe(node));
      if (!hadRecentInput) probe.shifts.push({ value, at: startTime, moved });
    }
  });
  observe(
    'event',
    (entries) => {
      for (const { interactionId, name, duration, target, startTime } of entries as PerformanceEventTiming[])
        if (interactionId)
          probe.interactions.push({
            id: interactionId,
            name: keys.get(startTime) ?? name,
            on: describe(target),
            duration,
          });
    },
    { durationThreshold: 16 },
  );
}

/** How long after the input that `act` makes something that fits the selector was painted. */
export async function inputToPaint(
  page: Page,
  selector: string,
  act: () => Promise<unknown>,
): Promise<number> {
  const painted = page.evaluate((wanted) => window.probe.painted(wanted), selector);
  await act();
  const at = await painted;
  return at - (await page.evaluate(() => window.probe.lastInput));
}

/** What has moved by itself so far. */
export const readShifts = (page: Page): Promise<Shift[]> => page.evaluate(() => window.probe.shifts);

/** The cumulative layout shift of a page: the worst of its windows, each of up to five seconds without a second of rest. */
export function layoutShiftScore(shifts: readonly Shift[]): number {
  let worst = 0;
  let sum = 0;
  let [begun, last] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { value, at } of shifts) {
    const goesOn = at - last < 1_000 && at - begun < 5_000;
    sum = goesOn ? sum + value : value;
    if (!goesOn) begun = at;
    last = at;
    worst = Math.max(worst, sum);
  }
  // As it is commonly given, to three places.
  return Math.round(worst * 1_000) / 1_000;
}
