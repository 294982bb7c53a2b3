import { setTimeout as sleep } from 'node:timers/promises';
import { percentiles } from '../support/percentiles.ts';
import { fillTasks } from './support/fill-tasks.ts';
import { fillConversation } from './support/fill-conversation.ts';
import type { Figure } from './support/figure.ts';
import { readShifts, layoutShiftScore } from './support/probe.ts';
import type { WebSite } from './support/site.ts';

const LOADS = 7;
/** Long enough for all that comes after the first paint. */
const SETTLED_MS = 1_000;

type Load = { firstRow: number; largestPaint: number; shift: number };

/** Bars 1 and 3: how soon the list and a task stand there, in a browser that has never seen them and in one that has. */
export async function firstLoad(site: WebSite): Promise<Figure[]> {
  await fillTasks(site, 500);
  const task = await fillConversation(site, { steps: 12, isLive: false });
  const list = await load(site, '/tasks', 1);
  const slow = await load(site, '/tasks', 4);
  const detail = await load(site, `/tasks/${task.id}`, 4);
  return [
    ...bar1('first row of /tasks', list, { list: 350, reference: '1×' }),
    ...bar1('first row of /tasks, 4× slow-down', slow, { list: 800, reference: '4×' }),
    ...bar3('/tasks', slow),
    ...bar3('/tasks/:id', detail),
  ];
}

type Loads = { cold: Load[]; warm: Load[]; reference: Load[] };

/** Each load beside one of a page that is only a row, so that both see the same machine. */
async function load(site: WebSite, path: string, slowDown: number): Promise<Loads> {
  const loads: Loads = { cold: [], warm: [], reference: [] };
  for (let round = 0; round < LOADS; round += 1) {
    const { page, close } = await site.openPage({ slowDown });
    const look = async (address: string): Promise<Load> => {
      await page.goto(address);
      await page.waitForFunction(() => window.probe.firstRow > 0 || window.probe.largestPaint > 0);
      await sleep(SETTLED_MS);
      const { firstRow, largestPaint } = await page.evaluate(() => window.probe);
      return { firstRow, largestPaint, shift: layoutShiftScore(await readShifts(page)) };
    };
    loads.reference.push(await look(site.pages.urlOf('row')));
    loads.cold.push(await look(path));
    loads.warm.push(await look(path));
    await close();
  }
  return loads;
}

function bar1(what: string, loads: Loads, most: { list: number; reference: string }): Figure[] {
  return [
    { bar: '1', what, value: median(loads.cold, 'firstRow'), unit: 'ms', most: most.list },
    { bar: 'reference', what: `the quickest of ${LOADS}`, value: quickest(loads.cold), unit: 'ms' },
    {
      bar: 'reference',
      what: `first row of a page that is nothing else, ${most.reference}`,
      value: median(loads.reference, 'firstRow'),
      unit: 'ms',
    },
  ];
}

function bar3(path: string, { cold, warm, reference }: Loads): Figure[] {
  const shift = Math.max(...[...cold, ...warm].map((one) => one.shift));
  return [
    {
      bar: '3',
      what: `LCP of ${path}, cold, 4×`,
      value: median(cold, 'largestPaint'),
      unit: 'ms',
      most: 2_000,
    },
    {
      bar: '3',
      what: `LCP of ${path}, warm, 4×`,
      value: median(warm, 'largestPaint'),
      unit: 'ms',
      most: 1_000,
    },
    {
      bar: 'reference',
      what: 'LCP of a page that is one row, 4×',
      value: median(reference, 'largestPaint'),
      unit: 'ms',
    },
    { bar: '3', what: `layout shift while ${path} loads, worst`, value: shift, unit: 'shift', most: 0.02 },
  ];
}

const quickest = (loads: readonly Load[]): number => Math.min(...loads.map(({ firstRow }) => firstRow));

const median = (loads: readonly Load[], what: keyof Load): number =>
  percentiles(loads.map((load) => load[what])).p50;
