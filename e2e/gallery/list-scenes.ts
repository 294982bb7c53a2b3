import type { Page } from '@playwright/test';
import type { Scene } from './scene.ts';

const AWAY = { error: 'The database is away.', code: 'unavailable', request_id: '0198c0de-request' };

export const LIST_SCENES: Scene[] = [
  { name: 'list', show: ({ page }) => openList(page) },
  {
    name: 'list-filtered',
    show: ({ page }) =>
      openList(page, '?status=failed,needs_input&priority=high,critical&from=now-24h&label=night'),
  },
  {
    name: 'list-no-match',
    show: async ({ page }) => {
      await page.goto('/tasks?q=nothingofthekind&agent=researcher&status=failed');
      await page.getByRole('heading', { name: 'No task matches' }).waitFor();
    },
  },
  {
    name: 'list-empty',
    empty: true,
    show: async ({ page }) => {
      await page.goto('/tasks');
      await page.getByRole('heading', { name: 'No tasks yet' }).waitFor();
    },
  },
  {
    name: 'list-error',
    show: async ({ page }) => {
      await page.route('**/api/v1/tasks?*', (route) => route.fulfill({ status: 503, json: AWAY }));
      await page.goto('/tasks');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'list-loading',
    show: async ({ page }) => {
      await page.route('**/api/v1/tasks?*', () => undefined);
      await page.goto('/tasks');
      await page.getByRole('heading', { name: 'Tasks', level: 1 }).waitFor();
    },
  },
  {
    name: 'list-stale',
    show: async ({ page }) => {
      await openList(page);
      await page.route('**/api/v1/**', (route) => route.abort());
      await page.getByText('The server cannot be read').waitFor();
    },
  },
  {
    name: 'list-new-version',
    show: async ({ page }) => {
      await page.route('**/api/v1/tasks/live?*', async (route) => {
        const response = await route.fetch();
        await route.fulfill({ json: { ...(await response.json()), build_id: String(Math.random()) } });
      });
      await openList(page);
      await page.getByText('There is a new version').waitFor();
    },
  },
  {
    name: 'list-new-tasks',
    show: async ({ page, world: { api } }) => {
      await openList(page);
      await api.createUntil('completed', { title: 'A newcomer of the list', description: 'result ok' });
      await page.getByRole('button', { name: /\d+ new task/ }).waitFor();
    },
  },
  { name: 'list-last-page', show: ({ page }) => openList(page, '?per_page=25&page=3') },
  {
    name: 'list-comfortable',
    show: ({ page }) =>
      openList(
        page,
        '?density=comfortable&columns=status,title,agent,source,priority,labels,created_at,started_at,duration,cost',
      ),
  },
  { name: 'list-compact', show: ({ page }) => openList(page, '?density=compact') },
  { name: 'list-hostile', show: ({ page }) => openList(page, '?q=alert') },
  {
    name: 'list-delegated',
    show: ({ page, world: { tasks } }) => openList(page, `?parent=${tasks.root.id}`),
  },
  {
    name: 'list-family',
    only: 'wide',
    show: async ({ page, world: { tasks } }) => {
      await openList(page, `?q=release+spring&open=${tasks.root.id}`);
      await page.getByRole('button', { name: '1 task delegated by Prepare the packages' }).click();
      await page.getByText('Choose the version').first().waitFor();
    },
  },
  {
    name: 'list-selection',
    only: 'wide',
    show: ({ page }) => selectPage(page),
  },
  {
    name: 'list-selection-cancel',
    only: 'wide',
    show: async ({ page }) => {
      await selectPage(page);
      await page.getByRole('button', { name: /^Select all/ }).click();
      await page.keyboard.press('Shift+C');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'list-selection-label',
    only: 'wide',
    show: async ({ page }) => {
      await selectPage(page);
      await page.keyboard.press('Shift+L');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'list-peek-question',
    only: 'wide',
    show: async ({ page, world: { tasks } }) => {
      await openList(page, `?status=needs_input,failed&peek=${tasks.question.id}`);
      await page.getByRole('complementary', { name: 'Task in brief' }).getByRole('radio').first().waitFor();
    },
  },
  {
    name: 'list-peek-failed',
    only: 'wide',
    show: async ({ page, world: { tasks } }) => {
      await openList(page, `?status=needs_input,failed&peek=${tasks.failed.id}`);
      await page.getByRole('complementary', { name: 'Task in brief' }).getByText('503').first().waitFor();
    },
  },
  {
    name: 'list-row-menu',
    only: 'wide',
    show: async ({ page }) => {
      await openList(page);
      await page
        .getByRole('button', { name: /^More actions for/ })
        .nth(3)
        .click();
      await page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'list-toast',
    show: async ({ page, world: { api }, isPhone }) => {
      const { id } = await api.createUntil('in_progress', {
        title: 'Not needed any more',
        description: 'wait 600',
      });
      await page.goto(`/tasks/${id}`);
      await page.getByRole('button', { name: 'Cancel', exact: true }).first().click();
      await page.getByRole('button', { name: 'Cancel task' }).click();
      await page.getByRole('button', { name: 'Run again' }).first().waitFor();
      if (!isPhone)
        await page
          .getByText(/^Cancelled/)
          .first()
          .waitFor();
    },
  },
  ...(['View', 'Agent', 'Source', 'Time', 'More', 'Display'] as const).map((name): Scene => ({
    name: `list-menu-${name.toLowerCase()}`,
    // A phone has the others in a drawer, and no columns to choose.
    ...(name === 'View' ? {} : { only: 'wide' as const }),
    show: async ({ page }) => {
      await openList(page);
      await page
        .getByRole('main')
        .getByRole('button', { name: new RegExp(`^${name}\\b(?! actions)`) })
        .click();
      await page.getByRole('menu').waitFor();
    },
  })),
  {
    name: 'list-drawer-filters',
    only: 'phone',
    show: async ({ page }) => {
      await openList(page, '?status=failed&agent=researcher&priority=normal&from=now-24h');
      await page.getByRole('button', { name: /^Filters/ }).click();
      await page.getByRole('dialog', { name: 'Filters' }).waitFor();
    },
  },
  {
    name: 'list-drawer-task',
    only: 'phone',
    show: async ({ page }) => {
      await openTaskDrawer(page);
      await page.getByRole('button', { name: 'Cancel…' }).waitFor();
    },
  },
  {
    name: 'list-drawer-cancel',
    only: 'phone',
    show: async ({ page }) => {
      await openTaskDrawer(page);
      await page.getByRole('button', { name: 'Cancel…' }).click();
      await page.getByRole('dialog', { name: 'Cancel this task?' }).waitFor();
    },
  },
  {
    name: 'list-times',
    show: async ({ page, isPhone }) => {
      await openList(page);
      await page.getByRole('button', { name: isPhone ? 'Filters' : /^Time/ }).click();
      await page.getByText('Other times…').click();
      await page.getByLabel('Created from').fill('2026-01-02T00:00');
      await page.getByLabel('Created before').fill('2026-01-01T00:00');
      await page.getByRole('button', { name: 'Show these tasks' }).click();
      await page.getByText('This must be later than the beginning').waitFor();
    },
  },
  {
    name: 'list-save-view',
    show: async ({ page }) => {
      await openList(page, '?status=completed&q=handbook');
      await page.getByRole('button', { name: /^View: / }).click();
      await page.getByRole('menuitem', { name: 'Save this view…' }).click();
      await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).press('Enter');
      await page.getByText('Give it a name').waitFor();
    },
  },
  { name: 'new-task', show: ({ page }) => openNewTask(page) },
  {
    name: 'new-task-errors',
    show: async ({ page }) => {
      await openNewTask(page);
      await page.getByText('More', { exact: true }).last().click();
      await page
        .getByRole('textbox', { name: 'Labels' })
        .fill(Array.from({ length: 21 }, (_, at) => `label-${at}`).join(', '));
      await page.getByRole('button', { name: 'Create task' }).click();
      await page.getByText('Give it a title').waitFor();
    },
  },
  {
    name: 'new-task-refused',
    show: async ({ page }) => {
      await page.route('**/api/v1/tasks', (route) => route.fulfill({ status: 503, json: AWAY }));
      await openNewTask(page);
      await page.getByRole('textbox', { name: 'Title' }).fill('Market analysis Q2');
      await page.getByRole('button', { name: 'Create task' }).click();
      await page.getByText('The task was not created').waitFor();
    },
  },
  {
    name: 'new-task-again',
    show: async ({ page, world: { tasks } }) => {
      await page.goto(`/tasks/new?from=${tasks.completed.id}`);
      await page.getByRole('textbox', { name: 'Title' }).waitFor();
    },
  },
];

async function openTaskDrawer(page: Page): Promise<void> {
  await openList(page, '?status=needs_input');
  await page
    .getByRole('button', { name: /^More actions for/ })
    .first()
    .click();
}

async function openList(page: Page, search = ''): Promise<void> {
  await page.goto(`/tasks${search}`);
  await page.locator('[data-task-link]').first().waitFor();
}

async function selectPage(page: Page): Promise<void> {
  await openList(page, '?per_page=25');
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
  await page.getByRole('toolbar', { name: 'Selected tasks' }).waitFor();
}

async function openNewTask(page: Page): Promise<void> {
  await page.goto('/tasks/new');
  await page.getByRole('textbox', { name: 'Title' }).waitFor();
}
