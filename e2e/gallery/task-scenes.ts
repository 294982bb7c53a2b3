import { inputEndpoints } from '@taskhelm/contract';
import type { Page } from '@playwright/test';
import type { Scene, Stage } from './scene.ts';
import type { Tasks } from './make-tasks.ts';

const AWAY = { error: 'The database is away.', code: 'unavailable', request_id: '0198c0de-request' };

export const TASK_SCENES: Scene[] = [
  task('question', ({ page }) => page.getByRole('radio', { name: /^Enterprise/ }).waitFor()),
  task('form', ({ page }) => page.getByText('Until when?').last().waitFor()),
  task(
    'form-errors',
    async ({ page }) => {
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByText('Choose at least one').waitFor();
    },
    'form',
  ),
  task('confirmation', ({ page }) => page.getByRole('radio', { name: 'Approve' }).waitFor()),
  task(
    'confirmation-edit',
    async ({ page }) => {
      await page.getByRole('radio', { name: 'Edit arguments' }).check();
      await page.getByRole('textbox', { name: /Arguments to run with/ }).fill('{"url": ');
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByText('This is not a JSON object').waitFor();
    },
    'confirmation',
  ),
  task(
    'confirmation-reject',
    ({ page }) => page.getByRole('radio', { name: 'Reject' }).check(),
    'confirmation',
  ),
  task('reviewed', ({ page }) => page.getByRole('note', { name: 'To consider' }).waitFor()),
  task('limit', ({ page }) => page.getByRole('radio').first().waitFor()),
  task(
    'conflict',
    async ({ page, world: { api } }) => {
      const { id, session_id, pending_input } = await api.createUntil('needs_input', {
        title: 'Choose a colour for the cover',
        description: 'ask Which colour?\nask And then?\nresult {answer}',
      });
      await page.goto(`/tasks/${id}`);
      await page.getByRole('textbox', { name: /Which colour/ }).fill('Blue, as last year');
      await page.route(`**/api/v1/tasks/${id}`, () => undefined);
      const body = { call_id: pending_input?.call_id ?? '', answers: ['Red'] };
      await api.call(inputEndpoints.respond, { params: { id: session_id }, body });
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByRole('alert').waitFor();
    },
    'question',
  ),
  task('completed', ({ page }) => page.getByRole('region', { name: 'Result' }).waitFor()),
  task(
    'completed-end',
    async ({ page }) => {
      await page.getByRole('region', { name: 'Result' }).waitFor();
      await page.keyboard.press('Shift+G');
    },
    'completed',
  ),
  task(
    'completed-open',
    async ({ page }) => {
      await page.getByRole('region', { name: 'Result' }).waitFor();
      await page.getByRole('log').getByText('Reasoning').click();
      await page.keyboard.press('Shift+E');
      await page.getByRole('log').getByLabel('Output', { exact: true }).first().scrollIntoViewIfNeeded();
    },
    'completed',
  ),
  task('answered', ({ page }) => page.getByRole('region', { name: 'Result' }).waitFor()),
  task('rejected', async ({ page }) => {
    await page.getByRole('button', { name: /http_request.*Rejected/ }).click();
  }),
  task('failed', ({ page }) => page.getByRole('region', { name: 'Failure' }).waitFor()),
  task(
    'failed-where',
    async ({ page }) => {
      await page.getByRole('link', { name: 'Show where it failed' }).click();
      await page.locator('[data-target]').waitFor();
    },
    'failed',
  ),
  task('outOfSteps', ({ page }) => page.getByRole('region', { name: 'Failure' }).waitFor()),
  task('cancelled', ({ page }) => page.getByText(/^Cancelled by/).waitFor()),
  task('queued', ({ page }) => page.getByRole('heading', { level: 1 }).waitFor()),
  task('parked', ({ page }) =>
    page
      .getByText(/starts when night-watch/)
      .first()
      .waitFor(),
  ),
  task('looping', ({ page }) => page.getByRole('status', { name: 'Health' }).waitFor()),
  task('live', ({ page }) => page.getByText('It was the year').waitFor()),
  task(
    'cancel',
    async ({ page }) => {
      await page.getByRole('button', { name: 'Cancel', exact: true }).first().click();
      await page.getByRole('dialog').waitFor();
    },
    'looping',
  ),
  task(
    'menu',
    async ({ page }) => {
      await page.getByRole('button', { name: 'More actions' }).first().click();
      await page.getByRole('menu').waitFor();
    },
    'completed',
  ),
  task('root', async ({ page, isPhone }) => {
    if (isPhone) await page.getByRole('button', { name: 'Details' }).click();
    await page.getByText('It is a person’s turn in').waitFor();
  }),
  task('root-conversation', ({ page }) => page.getByRole('radio').first().waitFor(), 'root'),
  task('leaf', ({ page }) => page.getByRole('radio').first().waitFor()),
  task(
    'details',
    async ({ page, isPhone }) => {
      if (isPhone) await page.getByRole('button', { name: 'Details' }).click();
      const files = page.getByRole('list', { name: 'Files of the task' });
      await files.waitFor();
      await files.scrollIntoViewIfNeeded();
    },
    'completed',
  ),
  task('timeline', ({ page, isPhone }) => openTimeline(page, isPhone), 'completed'),
  task('timeline-waiting', ({ page, isPhone }) => openTimeline(page, isPhone), 'question'),
  {
    ...task('raw', ({ page }) => page.getByRole('tab', { name: 'Raw' }).click(), 'question'),
    only: 'wide',
  },
  task(
    'preview',
    async ({ page, isPhone }) => {
      if (isPhone) await page.getByRole('button', { name: 'Details' }).click();
      await page.getByRole('button', { name: 'Preview q4-figures.csv' }).click();
      await page.getByRole('dialog').getByLabel('Content', { exact: true }).waitFor();
    },
    'completed',
  ),
  task('long', ({ page }) => page.getByText('asks: Shall I publish it?').waitFor()),
  task(
    'long-middle',
    async ({ page }) => {
      await page.getByText('asks: Shall I publish it?').waitFor();
      await page
        .locator('[data-scroll-area]')
        .last()
        .evaluate((area) => area.scrollTo({ top: area.scrollTop - 1_200 }));
      await page.getByRole('button', { name: /Jump to latest/ }).waitFor();
    },
    'long',
  ),
  task(
    'find',
    async ({ page }) => {
      await page.getByText('asks: Shall I publish it?').waitFor();
      await page.keyboard.press('/');
      await page.getByRole('textbox', { name: 'Words to find' }).fill('chapter 3');
      await page.getByRole('status').filter({ hasText: / of / }).waitFor();
    },
    'long',
  ),
  task('hostile', ({ page }) => page.getByRole('region', { name: 'Result' }).waitFor()),
  task(
    'hostile-end',
    async ({ page }) => {
      await page.getByRole('region', { name: 'Result' }).waitFor();
      await page.keyboard.press('Shift+G');
      await page.getByRole('log').waitFor();
    },
    'hostile',
  ),
  task(
    'hostile-details',
    async ({ page, isPhone }) => {
      if (isPhone) await page.getByRole('button', { name: 'Details' }).click();
      await page.getByText('Metadata').last().scrollIntoViewIfNeeded();
    },
    'hostile',
  ),
  task(
    'stale',
    async ({ page }) => {
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.route('**/api/v1/**', (route) => route.abort());
      await page.getByText('The server cannot be read').waitFor();
    },
    'looping',
  ),
  {
    name: 'task-error',
    show: async ({ page, world: { tasks } }) => {
      await page.route('**/api/v1/tasks/*', (route) => route.fulfill({ status: 503, json: AWAY }));
      await page.goto(`/tasks/${tasks.failed.id}`);
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'task-from-list',
    only: 'wide',
    show: async ({ page, world: { tasks } }) => {
      await page.goto('/tasks?status=needs_input');
      await page.getByRole('link', { name: tasks.question.title }).first().click();
      await page.getByRole('button', { name: 'Next task of the list' }).waitFor();
    },
  },
];

/** On the page of the task that the world knows by `of`. */
function task(name: string, show: (stage: Stage) => Promise<unknown>, of = name): Scene {
  return {
    name: `task-${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    show: async (stage) => {
      await stage.page.goto(`/tasks/${stage.world.tasks[of as keyof Tasks].id}`);
      await stage.page.getByRole('log', { name: 'Conversation' }).getByRole('listitem').first().waitFor();
      await show(stage);
    },
  };
}

async function openTimeline(page: Page, isPhone: boolean): Promise<void> {
  const tab = isPhone
    ? page.getByRole('button', { name: 'Timeline' })
    : page.getByRole('tab', { name: 'Timeline' });
  await tab.click();
  await page.getByRole('list', { name: 'Timeline' }).waitFor();
}
