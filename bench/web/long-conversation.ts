import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { TaskDetail } from '@taskhelm/contract';
import { percentiles } from '../support/percentiles.ts';
import { fillConversation, startConversation } from './support/fill-conversation.ts';
import type { Figure } from './support/figure.ts';
import { followReader } from '../../e2e/fixtures/follow-reader.ts';
import { longestTask, scrollFrames } from './support/frames.ts';
import type { WebPage, WebSite } from './support/site.ts';
import { addStreamingAgent } from './support/streaming-agent.ts';

const STEPS = 500;
const OPENINGS = 3;
const STREAM_SECONDS = 10;
const SCROLL = { step: -200, frames: 400 };

/** Bar 17: a conversation of five thousand messages. */
export async function longConversation(site: WebSite): Promise<Figure[]> {
  const agent = await addStreamingAgent(site, STREAM_SECONDS);
  const task = await fillConversation(site, { steps: STEPS, isLive: true, agent });
  const firstPaint = await openings(site, task);
  const prepended = await prepend(site, task);
  const scrolled = await scroll(site, task);
  const streamed = await stream(site, task);
  return [
    { bar: '17', what: 'first paint of the newest page, p50', value: firstPaint, unit: 'ms', most: 1_000 },
    ...scrolled,
    {
      bar: '17',
      what: 'reader moved by an earlier page, worst frame',
      value: prepended,
      unit: 'px',
      most: 1,
    },
    {
      bar: '17',
      what: `reader moved by ${STREAM_SECONDS} s of streaming, worst frame`,
      value: streamed,
      unit: 'px',
      most: 1,
    },
  ];
}

/** In a browser that has nothing in its cache: the last message of all stands there. */
async function openings(site: WebSite, task: TaskDetail): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < OPENINGS; round += 1) {
    const { page, close } = await site.openPage();
    await page.goto(`/tasks/${task.id}`);
    times.push(await page.evaluate(() => window.probe.painted('[role=log] li[data-index]')));
    await close();
  }
  return percentiles(times).p50;
}

async function open(site: WebSite, task: TaskDetail): Promise<WebPage> {
  const opened = await site.openPage();
  await opened.page.goto(`/tasks/${task.id}`);
  await opened.page.locator('[role=log] li[data-index]').last().waitFor();
  await sleep(1_500);
  return opened;
}

/** At the very top of what was read so far, where the button is. */
async function prepend(site: WebSite, task: TaskDetail): Promise<number> {
  const { page, close } = await open(site, task);
  const earlier = page.getByRole('button', { name: 'Show earlier' });
  let worst = 0;
  for (let round = 0; round < 3; round += 1) {
    await scrollTo(page, 0);
    const reader = await followReader(page);
    const before = await page.locator('[role=log] li').first().getAttribute('aria-setsize');
    await earlier.click();
    await page.waitForFunction(
      (size) => document.querySelector('[role=log] li')?.getAttribute('aria-setsize') !== size,
      before,
    );
    await sleep(1_500);
    worst = Math.max(worst, await reader.stop());
  }
  await close();
  return worst;
}

async function scrollTo(page: Page, top: number): Promise<void> {
  await page
    .locator('[data-scroll-area]')
    .last()
    .evaluate((area, to) => area.scrollTo({ top: to }), top);
  await sleep(700);
}

/** Up from the end, with all of it read. */
async function scroll(site: WebSite, task: TaskDetail): Promise<Figure[]> {
  const { page, close } = await open(site, task);
  await page.keyboard.press('/');
  await page.getByRole('textbox', { name: 'Words to find' }).waitFor();
  await page
    .getByRole('button', { name: /^(Show earlier|Loading…)$/ })
    .waitFor({ state: 'detached', timeout: 120_000 });
  await page.keyboard.press('Escape');
  const length = Number(await page.locator('[role=log] li').last().getAttribute('aria-setsize'));
  await scrollTo(page, 10_000_000);
  const ours = await scrollFrames(page, SCROLL);
  await scrollTo(page, 10_000_000);
  const longest = await longestTask(page, () => scrollFrames(page, SCROLL));
  await page.goto(site.pages.urlOf('list'));
  await scrollTo(page, 10_000_000);
  const plain = await scrollFrames(page, SCROLL);
  const longestPlain = await longestTask(page, () => scrollFrames(page, SCROLL));
  await close();
  const frame = percentiles(plain.intervals).p95;
  return [
    { bar: 'reference', what: 'messages in the conversation', value: length, unit: 'messages' },
    {
      bar: '17',
      what: 'frame while scrolling, p95, within 1.2× of a static list',
      value: percentiles(ours.intervals).p95,
      unit: 'ms',
      most: Math.max(16.7, 1.2 * frame),
    },
    { bar: 'reference', what: 'frame while scrolling a static list, p95', value: frame, unit: 'ms' },
    { bar: '17', what: 'longest task while scrolling, processor time', value: longest, unit: 'ms', most: 50 },
    { bar: 'reference', what: 'the same of a static list', value: longestPlain, unit: 'ms' },
    { bar: '17', what: 'message nodes in the page at once', value: ours.mostNodes, unit: 'nodes', most: 150 },
  ];
}

/** Some way up, while the agent writes at the end. */
async function stream(site: WebSite, task: TaskDetail): Promise<number> {
  const { page, close } = await open(site, task);
  const top = await page
    .locator('[data-scroll-area]')
    .last()
    .evaluate((area) => area.scrollTop);
  await scrollTo(page, top - 3_000);
  const reader = await followReader(page);
  await startConversation(site, task);
  await page.getByRole('button', { name: /Jump to latest/ }).waitFor();
  await page
    .getByText(/is writing/)
    .waitFor({ state: 'attached', timeout: 60_000 })
    .catch(() => undefined);
  await sleep((STREAM_SECONDS + 5) * 1_000);
  const moved = await reader.stop();
  const { status } = await site.call<TaskDetail>('GET', `/tasks/${task.id}`);
  await close();
  if (status !== 'completed') throw new Error(`the task that was streamed is ${status}`);
  return moved;
}
