// What is seen of single frames.
import type { CDPSession, Page } from '@playwright/test';

export type Scrolled = {
  /** Between one frame and the next, in ms. */
  intervals: number[];
  /** The most entries that were in the page at once. */
  mostNodes: number;
};

/** Scrolls the innermost scrolling area by so many pixels in each of so many frames. */
export function scrollFrames(
  page: Page,
  { step, frames }: { step: number; frames: number },
): Promise<Scrolled> {
  return page.evaluate(
    ({ by, count }) =>
      new Promise<Scrolled>((resolve) => {
        const area = [...document.querySelectorAll('[data-scroll-area]')].at(-1)!;
        const intervals: number[] = [];
        let mostNodes = 0;
        let last: number | null = null;
        const frame = (now: number): void => {
          if (last !== null) intervals.push(now - last);
          last = now;
          mostNodes = Math.max(mostNodes, document.querySelectorAll('[role=log] li').length);
          if (intervals.length >= count) return resolve({ intervals, mostNodes });
          area.scrollTop += by;
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      }),
    { by: step, count: frames },
  );
}

/**
 * Follows what stands near the top of the view through every frame that is painted, until `stop`, which returns by how many
 * pixels it was away from its place at the most.
 */
export async function followReader(page: Page): Promise<{ stop: () => Promise<number> }> {
  await page.evaluate(() => {
    const area = [...document.querySelectorAll('[data-scroll-area]')].at(-1)!;
    const { top, left, width } = area.getBoundingClientRect();
    const lines = [200, 230, 260, 290, 320].flatMap((down) =>
      document.elementsFromPoint(left + Math.min(width, 700) / 2, top + down),
    );
    let line = lines.find((element) => element.matches('[role=log] :is(p, li li, h4, td, code, button)'))!;
    const text = line.textContent;
    /** The same words where a message has taken the place of its draft. */
    const same = (): Element | undefined =>
      [...document.querySelectorAll(`[role=log] ${line.tagName}`)].find((one) => one.textContent === text);
    let place: number | null = null;
    let moved = 0;
    let isOver = false;
    // It looks after layout, at what is about to be painted, as nothing else does.
    const observer = new IntersectionObserver((seen) => {
      for (const { boundingClientRect } of seen) {
        place ??= boundingClientRect.top;
        moved = Math.max(moved, Math.abs(boundingClientRect.top - place));
      }
    });
    const frame = (): void => {
      observer.disconnect();
      if (isOver) return;
      if (!line.isConnected) line = same() ?? line;
      if (line.isConnected) observer.observe(line);
      else moved = Number.POSITIVE_INFINITY;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    window.readerMoved = () => {
      isOver = true;
      return place === null ? Number.POSITIVE_INFINITY : moved;
    };
  });
  return { stop: () => page.evaluate(() => window.readerMoved()) };
}

declare global {
  interface Window {
    readerMoved: () => number;
  }
}

/** The share of a processor that the page's main thread took while `work` was done, in percent. */
export async function busyShare(devtools: CDPSession, work: () => Promise<unknown>): Promise<number> {
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async (): Promise<number> => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
  };
  const [before, begun] = [await spent(), performance.now()];
  await work();
  return ((await spent()) - before) / ((performance.now() - begun) / 100_000);
}

type TraceEvent = {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  tdur?: number;
  args: { name?: string };
};

/**
 * The longest task of a page's main thread while `work` was done, in ms of a processor: what others do on the machine
 * meanwhile does not make it longer.
 */
export async function longestTask(page: Page, work: () => Promise<unknown>): Promise<number> {
  const browser = page.context().browser()!;
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] });
  await work();
  const { traceEvents } = JSON.parse(String(await browser.stopTracing())) as { traceEvents: TraceEvent[] };
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = traceEvents.filter(({ name, pid, tid }) => name === 'RunTask' && main.has(`${pid} ${tid}`));
  return Math.max(...tasks.flatMap(({ tdur }) => tdur ?? []).map((time) => time / 1_000));
}
