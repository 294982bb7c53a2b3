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
