import { setTimeout as sleep } from 'node:timers/promises';
import { isFinal, type TaskDetail } from '@taskhelm/contract';
import { fillTasks } from './support/fill-tasks.ts';
import type { Figure } from './support/figure.ts';
import { readShifts, layoutShiftScore, type Shift } from './support/probe.ts';
import type { WebPage, WebSite } from './support/site.ts';

const SECONDS = 60;
/** What is shown of a page in its first moments is not an update. */
const LOADED_MS = 2_000;
const WORTH_TELLING = 0.0002;

/** Says, calls and waits, for long enough to be looked at for a minute, and leaves a file. */
const STORY = [
  ...Array.from({ length: SECONDS + 20 }, (_, part) => [
    `say Part ${part} of the story, told at some length so that the page has to scroll.\\n\\n- one\\n- two`,
    ...Array.from({ length: part % 4 }, (_call, at) => `call calculate {"expression": "${part}+${at}"}`),
    'wait 1',
  ]).flat(),
  'call save_file {"name": "story.txt", "media_type": "text/plain", "content": "The whole of it"}',
  'result Told.',
].join('\n');

/** Bar 3: nothing moves by itself while things happen, on the list and on a task, for a minute. */
export async function liveUpdates(site: WebSite): Promise<Figure[]> {
  await fillTasks(site, 200);
  const started = await Promise.all(
    Array.from({ length: 8 }, (_, at) =>
      create(site, `Running ${at}`, `${'wait 5\nsay Still there\n'.repeat(at)}result ok`),
    ),
  );
  const story = await create(site, 'Told live', STORY);
  const followed = await openAt(site, `/tasks/${story.id}`);
  const list = await openAt(site, '/tasks');
  const filtered = await openAt(site, '/tasks?status=pending,in_progress,needs_input');
  for (let second = 0; second < SECONDS; second += 1) {
    const description =
      ['result ok', 'fail It broke', 'ask Which part?\nresult {answer}', 'wait 8'][second % 4] ?? '';
    await create(site, `New ${second}`, description);
    if (second % 8 === 0)
      await site.call('DELETE', `/tasks/${started[second / 8]?.id}`).catch(() => undefined);
    await sleep(1_000);
  }
  const figures = [
    await figureOf('the list', list),
    await figureOf('a list of open tasks', filtered),
    await figureOf('a task that is followed', followed),
  ];
  for (let task = story; !isFinal(task.status);)
    task = await site.call<TaskDetail>('GET', `/tasks/${story.id}?wait=final`);
  await sleep(LOADED_MS);
  const ending = layoutShiftScore(await readShifts(followed.page));
  for (const { close } of [list, filtered, followed]) await close();
  // The result comes above everything, and the conversation stays where it is by scrolling, which the browser counts.
  const what = 'the same as it ends and its result comes above';
  return [...figures, { bar: 'reference', what, value: ending, unit: 'shift' }];
}

const create = (site: WebSite, title: string, description: string): Promise<TaskDetail> =>
  site.call('POST', '/tasks', { agent: 'researcher', title, description, limits: { max_steps: 500 } });

async function openAt(site: WebSite, path: string): Promise<WebPage> {
  const opened = await site.openPage();
  await opened.page.goto(path);
  await opened.page.waitForFunction(() => window.probe.largestPaint > 0);
  await sleep(LOADED_MS);
  await opened.page.evaluate(() => void window.probe.shifts.splice(0));
  return opened;
}

async function figureOf(where: string, { page }: WebPage): Promise<Figure> {
  const shifts = await readShifts(page);
  await page.evaluate(() => void window.probe.shifts.splice(0));
  for (const shift of shifts.filter(({ value }) => value >= WORTH_TELLING)) console.log(describeShift(shift));
  const what = `layout shift in ${SECONDS} s of live updates on ${where}`;
  return { bar: '3', what, value: layoutShiftScore(shifts), unit: 'shift', most: 0 };
}

const describeShift = ({ value, at, moved }: Shift): string =>
  `     shift of ${value.toFixed(4)} after ${(at / 1_000).toFixed(1)} s: ${moved.join(', ')}`;
