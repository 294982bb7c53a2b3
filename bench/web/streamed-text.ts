import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { TaskDetail } from '@taskhelm/contract';
import { fillConversation, startConversation } from './support/fill-conversation.ts';
import type { Figure } from './support/figure.ts';
import { followReader } from '../../e2e/fixtures/follow-reader.ts';
import { busyShare } from './support/frames.ts';
import type { WebSite } from './support/site.ts';
import { addStreamingAgent } from './support/streaming-agent.ts';

const FOLLOWED_SECONDS = 60;
const AWAY_SECONDS = 15;

/** Bar 18: a model writes 200 pieces a second, for a minute under a reader who follows, then under one who does not. */
export async function streamedText(site: WebSite): Promise<Figure[]> {
  const agent = await addStreamingAgent(site, FOLLOWED_SECONDS + AWAY_SECONDS + 10);
  const task = await fillConversation(site, { steps: 12, isLive: true, agent });
  const { page, devtools, close } = await site.openPage();
  await page.goto(`/tasks/${task.id}`);
  await page.locator('[role=log] li[data-index]').last().waitFor();
  await startConversation(site, task);
  await page.getByText(`${agent} is writing`).waitFor();
  await countRenders(page);
  const busy = await busyShare(devtools, () => sleep(FOLLOWED_SECONDS * 1_000));
  const { renders, characters } = await page.evaluate(() => window.streamed());
  await scrollUp(page);
  const reader = await followReader(page);
  const busyAway = await busyShare(devtools, () => sleep(AWAY_SECONDS * 1_000));
  const moved = await reader.stop();
  const { status } = await site.call<TaskDetail>('GET', `/tasks/${task.id}`);
  await close();
  if (status !== 'in_progress') throw new Error(`the task that streams is ${status}`);
  return [
    {
      bar: '18',
      what: 'renders of the streamed text',
      value: renders / FOLLOWED_SECONDS,
      unit: 'a second',
      most: 10,
    },
    {
      bar: 'reference',
      what: 'characters of it in the page after a minute',
      value: characters,
      unit: 'characters',
    },
    { bar: '18', what: 'main thread busy, reader at the end', value: busy, unit: '%', most: 30 },
    { bar: '18', what: 'main thread busy, reader scrolled up', value: busyAway, unit: '%', most: 30 },
    { bar: '18', what: 'reader who scrolled up moved, worst frame', value: moved, unit: 'px', most: 1 },
  ];
}

/** From here on: how often the words of the conversation change. */
async function countRenders(page: Page): Promise<void> {
  await page.evaluate(() => {
    const log = document.querySelector('[role=log]')!;
    let renders = 0;
    new MutationObserver((changes) => {
      const isText = ({ target }: MutationRecord): boolean =>
        !(target.parentElement ?? log).closest('time, .tabular-nums');
      if (changes.some(isText)) renders += 1;
    }).observe(log, { subtree: true, childList: true, characterData: true });
    window.streamed = () => ({
      renders,
      characters: log.querySelector('[aria-busy]')?.textContent.length ?? 0,
    });
  });
}

async function scrollUp(page: Page): Promise<void> {
  await page.getByRole('log', { name: 'Conversation' }).hover();
  await page.mouse.wheel(0, -3_000);
  await page.getByRole('button', { name: /Jump to latest/ }).waitFor();
  await sleep(700);
}
