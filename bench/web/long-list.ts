import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, Page } from '@playwright/test';
import { percentiles } from '../support/percentiles.ts';
import { fillTasks } from './support/fill-tasks.ts';
import type { Figure } from './support/figure.ts';
import { inputToPaint } from './support/probe.ts';
import type { WebSite } from './support/site.ts';

const TASKS = 10_000;
const PER_PAGE = 50;
const FLIPS = 200;
const ARRIVALS_A_SECOND = 5;
/** Pages that nobody looks at are kept for so long. */
const KEPT_MS = 35_000;

/** Bar 16: a list of ten thousand tasks is leafed through. */
export async function longList(site: WebSite): Promise<Figure[]> {
  await fillTasks(site, TASKS);
  const complete = await readAll(site);
  const { page, devtools, close } = await site.openPage();
  await page.goto('/tasks');
  await page.locator('tbody tr').first().waitFor();
  const prefetched: number[] = [];
  for (let number = 2; number <= 40; number += 1) prefetched.push(await turnPrefetched(page, number));
  const before = await heapSize(devtools);
  const plain: number[] = [];
  for (let flip = 1; flip <= FLIPS; flip += 1)
    plain.push(
      flip <= FLIPS / 2 ? await turn(page, ']', 40 + flip) : await turn(page, '[', 140 - (flip - 100)),
    );
  const grown = (await heapSize(devtools)) - before;
  await sleep(KEPT_MS);
  const left = (await heapSize(devtools)) - before;
  await close();
  const health = await reference(site);
  return [
    {
      bar: '16',
      what: 'page change, next page prefetched, p95',
      value: percentiles(prefetched).p95,
      unit: 'ms',
      most: 150,
    },
    {
      bar: '16',
      what: 'page change, not prefetched, p95',
      value: percentiles(plain).p95,
      unit: 'ms',
      most: 400,
    },
    { bar: 'reference', what: 'GET /healthz, p95', value: health, unit: 'ms' },
    {
      bar: '16',
      what: `tasks repeated while ${ARRIVALS_A_SECOND} a second arrive`,
      value: complete.repeated,
      unit: 'tasks',
      most: 0,
    },
    { bar: '16', what: 'tasks lost', value: complete.lost, unit: 'tasks', most: 0 },
    { bar: 'reference', what: 'tasks that arrived meanwhile', value: complete.arrived, unit: 'tasks' },
    { bar: '16', what: `heap after ${FLIPS} page changes, growth`, value: grown, unit: 'MB', most: 15 },
    { bar: 'reference', what: 'of that after half a minute', value: left, unit: 'MB' },
  ];
}

/** Of rows that are those of the page. */
const shown = (number: number): string =>
  `section:has([aria-label="Page ${number}"][aria-current=page]) [aria-busy=false] tbody tr[data-task-id]`;

async function turn(page: Page, key: '[' | ']', number: number): Promise<number> {
  return inputToPaint(page, shown(number), () => page.keyboard.press(key));
}

async function turnPrefetched(page: Page, number: number): Promise<number> {
  const fetched = page.waitForResponse((response) => {
    const { pathname, searchParams } = new URL(response.url());
    return pathname === '/api/v1/tasks' && searchParams.get('page') === String(number);
  });
  const next = page.getByRole('link', { name: 'Next page' });
  await page.mouse.move(0, 0);
  await next.hover();
  await (await fetched).finished();
  await sleep(50);
  return inputToPaint(page, shown(number), () => next.click());
}

/** Every page to the last, while tasks arrive: which of those that were there at the beginning were shown how often. */
async function readAll(site: WebSite): Promise<{ repeated: number; lost: number; arrived: number }> {
  const { page, close } = await site.openPage();
  const seen: string[] = [];
  const read = async (): Promise<void> => {
    // Those below the screen come a moment later.
    await page.locator('tbody:not(:has(tr[aria-hidden]))').waitFor();
    const ids = await page.$$eval('tbody tr[data-task-id]', (rows) =>
      rows.map((row) => (row as HTMLElement).dataset['taskId'] ?? ''),
    );
    seen.push(...ids);
  };
  let arrived = 0;
  let isOver = false;
  const arriving = (async () => {
    for (; !isOver; arrived += 1) {
      await site.call('POST', '/tasks', { agent: 'researcher', title: 'Arrived', description: 'result ok' });
      await sleep(1_000 / ARRIVALS_A_SECOND);
    }
  })();
  await page.goto('/tasks');
  await page.locator('tbody tr').first().waitFor();
  // The anchor is in the address as soon as another page is shown; it is the one that this page was read at.
  await read();
  const last = Math.ceil((await site.prisma.task.count()) / PER_PAGE);
  for (let number = 2; number < last; number += 1) {
    await turn(page, ']', number);
    await read();
  }
  const anchor = new URL(page.url()).searchParams.get('as_of') ?? '';
  isOver = true;
  await arriving;
  await close();
  const there = await site.prisma.task.findMany({
    where: { createdAt: { lte: new Date(anchor) } },
    select: { id: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: (last - 1) * PER_PAGE,
  });
  const distinct = new Set(seen);
  const lost = there.filter(({ id }) => !distinct.has(id)).length;
  return { repeated: seen.length - distinct.size, lost, arrived };
}

/** What is in use after the garbage was collected, in MB. */
async function heapSize(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return usedSize / 1e6;
}

async function reference({ url }: WebSite): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 200; round += 1) {
    const begun = performance.now();
    await (await fetch(`${url}/healthz`)).text();
    times.push(performance.now() - begun);
  }
  return percentiles(times).p95;
}
