import { taskEndpoints } from '@taskhelm/contract';
import type { Page } from '@playwright/test';
import type { Api } from './fixtures/api.ts';
import { watchLayoutShifts } from './fixtures/layout-shifts.ts';
import { expect, test } from './fixtures/test.ts';

test('Filters, search, sort and page stand in the address, and reload, Back and a link in another browser keep them', async ({
  signedInPage: page,
  openPage,
  api,
}) => {
  const word = 'zebrafinch';
  await createMany(api, 27, (at) => ({
    title: `${word} ${String(at).padStart(2, '0')}`,
    description: 'result ok',
  }));
  await api.createUntil('failed', {
    title: `${word} broken`,
    description: 'fail It broke',
    agent: 'assistant',
  });

  await page.goto('/tasks');
  await page.getByRole('searchbox', { name: 'Search tasks' }).fill(word);
  await expect(page).toHaveURL(`/tasks?q=${word}`);
  await expect(rows(page)).toHaveCount(28);
  await page.getByRole('combobox', { name: 'Rows' }).selectOption('25');
  await expect(page.getByText('1–25 of 28')).toBeVisible();
  await page.getByRole('button', { name: 'Completed' }).click();
  await expect(page.getByText('1–25 of 27')).toBeVisible();
  await page.getByRole('button', { name: 'Created' }).click();
  await expect(page.getByRole('columnheader', { name: 'Created' })).toHaveAttribute('aria-sort', 'ascending');
  await expect(rows(page).first()).toContainText(`${word} 00`);
  await page.getByRole('link', { name: 'Next page' }).click();
  await expect(page.getByText('26–27 of 27')).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).last()).toContainText(`${word} 26`);
  await expect(page.getByRole('link', { name: 'Page 2' })).toHaveAttribute('aria-current', 'page');
  const params = new URL(page.url()).searchParams;
  expect(Object.fromEntries(params)).toEqual({
    q: word,
    per_page: '25',
    status: 'completed',
    sort: 'created_at',
    page: '2',
    as_of: expect.stringMatching(/^20\d\d-/),
  });

  const expectSameView = async (view: Page): Promise<void> => {
    await expect(view.getByText('26–27 of 27')).toBeVisible();
    await expect(view.getByRole('searchbox', { name: 'Search tasks' })).toHaveValue(word);
    await expect(view.getByRole('button', { name: 'Completed' })).toHaveAttribute('aria-pressed', 'true');
    await expect(view.getByRole('columnheader', { name: 'Created' })).toHaveAttribute(
      'aria-sort',
      'ascending',
    );
  };
  const shared = page.url();
  await page.reload();
  await expectSameView(page);
  await rows(page).first().getByRole('link', { name: word }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${word} 25`);
  await page.goBack();
  await expectSameView(page);
  await rows(page).first().getByRole('link', { name: word }).click();
  await page.getByRole('main').getByRole('link', { name: 'Tasks' }).click();
  await expectSameView(page);
  const other = await openPage();
  await other.goto(shared);
  await expectSameView(other);

  await page.goto(shared);
  await page.getByRole('link', { name: 'Previous page' }).click();
  await expect(page.getByText('1–25 of 27')).toBeVisible();
  await page.getByRole('button', { name: 'Completed' }).click();
  await expect(page.getByText('1–25 of 28')).toBeVisible();
  await page.goBack();
  await expect(page.getByText('1–25 of 27')).toBeVisible();
  await page.goBack();
  await expectSameView(page);

  // A task that arrives between one page and the next puts none onto both, and takes none away.
  await page.goto(`/tasks?q=${word}&per_page=25`);
  const shown = await idsOf(page);
  await api.createUntil('completed', { title: `${word} arrived`, description: 'result ok' });
  await page.keyboard.press(']');
  await expect(page.getByText('26–28 of 28')).toBeVisible();
  shown.push(...(await idsOf(page)));
  expect(shown).toHaveLength(28);
  expect(new Set(shown).size).toBe(28);

  await page.goto(`/tasks?q=${word}&per_page=25`);
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
  await page.getByRole('button', { name: 'Select all 29' }).click();
  await expect(page.getByText('29 selected')).toBeVisible();
  await page.keyboard.press('Shift+L');
  await page.getByRole('textbox', { name: 'Add' }).fill('birds');
  await page.keyboard.press('Enter');
  await expect(page.getByText('29 labelled')).toBeVisible();
});

test('Agent and source narrow the list down, and a list without a match names what to drop', async ({
  signedInPage: page,
  api,
}) => {
  await createMany(api, 2, (at) => ({ title: `okapi ${at}`, description: 'result ok' }));
  await api.createUntil('failed', {
    title: 'okapi broken',
    description: 'fail It broke',
    agent: 'assistant',
  });
  await page.goto('/tasks?q=okapi');
  await expect(rows(page)).toHaveCount(3);
  await page.getByRole('button', { name: /^Agent/ }).click();
  await page.getByRole('menuitemcheckbox', { name: 'assistant' }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/agent=assistant/);
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('It broke');
  await page.getByRole('button', { name: /^Source/ }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Schedule' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'No task matches' })).toBeVisible();
  await page.getByRole('button', { name: /^Drop Schedule ?\(1\)$/ }).click();
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(page).toHaveURL('/tasks');
  await expect(page.getByRole('searchbox')).toHaveValue('');

  await page.goto('/tasks?q=okapi&status=nonsense&page=-1&sort=sideways');
  await expect(rows(page)).toHaveCount(3);
  await page.goto('/tasks?q=okapi&page=9');
  await expect(page.getByRole('button', { name: /Clear filters|Go to page 1/ })).toBeVisible();
});

test('A list that cannot be read says so, quotes the request, and offers another try', async ({
  signedInPage: page,
  watch,
  api,
}) => {
  watch.expectAnswer(503);
  await api.createUntil('completed', { title: 'ibex', description: 'result ok' });
  let isAway = true;
  await page.route('**/api/v1/tasks?*', (route) =>
    isAway
      ? route.fulfill({
          status: 503,
          json: { error: 'The database is away.', code: 'unavailable', request_id: 'request-17' },
        })
      : route.continue(),
  );
  await page.goto('/tasks?q=ibex');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('The tasks could not be read');
  await expect(alert).toContainText('The database is away.');
  await expect(alert).toContainText('request-17');
  isAway = false;
  await alert.getByRole('button', { name: 'Retry' }).click();
  await expect(rows(page)).toHaveCount(1);
});

test('Nothing moves under the reader: rows change in their places, and new tasks wait behind a button and a key', async ({
  signedInPage: page,
  api,
}) => {
  await api.createUntil('completed', { title: 'gazelle old', description: 'result ok' });
  const busy = await api.createUntil('in_progress', { title: 'gazelle busy', description: 'wait 60' });
  await page.goto('/tasks?q=gazelle&status=in_progress,completed');
  await expect(rows(page)).toHaveCount(2);
  const shifts = await watchLayoutShifts(page);
  await api.createUntil('completed', { title: 'gazelle new', description: 'result ok' });
  await api.call(taskEndpoints.cancel, { params: { id: busy.id }, body: {} });
  await expect(page.getByRole('button', { name: '1 new task' })).toBeVisible();
  await expect(rows(page)).toContainText(['Cancelled', 'gazelle old']);
  await expect(rows(page).first()).toContainText('No longer matches');
  await expect(page.getByRole('button', { name: /^Cancelled \d+ ?\+1$/ })).toBeVisible();
  expect(await shifts()).toEqual([]);
  await page.keyboard.press('n');
  await expect(rows(page)).toContainText(['gazelle new', 'gazelle old']);

  for (const key of ['2', '4', '6']) await page.keyboard.press(key);
  await expect(page).toHaveURL('/tasks?q=gazelle&status=cancelled');
  await expect(rows(page)).toContainText(['gazelle busy']);
  await expect(page.getByRole('link', { name: 'gazelle busy' })).toBeFocused();
  await page.keyboard.press('6');
  await expect(rows(page)).toHaveCount(3);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('gazelle busy');
});

test('Tasks that come into an empty list call nobody back from the page they went on to', async ({
  signedInPage: page,
  api,
}) => {
  const word = 'quetzalfeather';
  await page.goto(`/tasks?q=${word}`);
  await expect(page.getByRole('heading', { name: 'No task matches' })).toBeVisible();
  const held = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const read = page.waitForResponse(/\/api\/v1\/tasks\?.*quetzalfeather/);
  await page.route(/\/api\/v1\/tasks\?/, async (route) => {
    asked.resolve();
    await held.promise;
    await route.continue();
  });
  await api.createUntil('completed', { title: word, description: 'result ok' });
  await asked.promise;
  await page.keyboard.press('c');
  await expect(page.getByRole('dialog', { name: 'New task' })).toBeVisible();
  held.resolve();
  await read;
  await expect(page.getByRole('table', { name: 'Tasks', includeHidden: true })).toContainText(word);
  await expect(page.getByRole('dialog', { name: 'New task' })).toBeVisible();
});

test('Tasks that were chosen with the keyboard are cancelled together, and those that could not be stay chosen', async ({
  signedInPage: page,
  api,
}) => {
  await api.createUntil('completed', { title: 'quagga done', description: 'result ok' });
  const open = [
    await api.createTask({ title: 'quagga one', description: 'wait 60' }),
    await api.createTask({ title: 'quagga two', description: 'wait 60' }),
  ];
  await page.goto('/tasks?q=quagga');
  await expect(rows(page)).toHaveCount(3);
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  const toolbar = page.getByRole('toolbar', { name: 'Selected tasks' });
  await expect(toolbar).toContainText('1 selected');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(toolbar).toContainText('3 selected');
  await page.keyboard.press('Shift+C');
  await expect(page.getByRole('dialog', { name: 'Cancel 3 tasks?' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 cancelled, 1 could not: ended already')).toBeVisible();
  for (const { id } of open) expect((await api.task(id)).status).toBe('cancelled');
  await expect(toolbar).toContainText('1 selected');
  await expect(page.getByRole('checkbox', { name: 'Select quagga done' })).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(toolbar).toBeHidden();
  await page.getByRole('checkbox', { name: 'Select quagga two' }).check();
  await page.getByRole('checkbox', { name: 'Select quagga done' }).click({ modifiers: ['Shift'] });
  await expect(toolbar).toContainText('3 selected');
});

test('A view is saved, opened, renamed, deleted and brought back', async ({ signedInPage: page, api }) => {
  await api.createUntil('completed', { title: 'serval', description: 'result ok' });
  await page.goto('/tasks?q=serval&status=completed');
  await page.getByRole('button', { name: 'View: Not saved' }).click();
  await page.getByRole('menuitem', { name: 'Save this view…' }).click();
  const name = page.getByRole('textbox', { name: 'Name' });
  await expect(name).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Give it a name')).toBeVisible();
  await name.fill('Servals');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'View: Servals' })).toBeVisible();

  await page.goto('/tasks');
  await page.getByRole('button', { name: 'View: All tasks' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Servals' }).click();
  await expect(page).toHaveURL('/tasks?status=completed&q=serval');
  await expect(rows(page)).toHaveCount(1);
  await page.keyboard.press('v');
  await page.getByRole('menuitem', { name: /^Rename or share/ }).click();
  await name.fill('Cats');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'View: Cats' }).click();
  await page.getByRole('menuitem', { name: 'Delete “Cats”' }).click();
  await expect(page.getByRole('button', { name: 'View: Not saved' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'View: Cats' })).toBeVisible();
});

test('Live updates can be stopped, and then nothing is read until they go on', async ({
  signedInPage: page,
  api,
}) => {
  await api.createTask({ title: 'oryx', description: 'wait 60' });
  await page.clock.install();
  await page.goto('/tasks?q=oryx');
  await expect(rows(page)).toHaveCount(1);
  await page.keyboard.press('l');
  await expect(page.getByRole('button', { name: 'Live updates: Paused' })).toBeVisible();
  let reads = 0;
  page.on('request', (request) => (reads += request.url().includes('/api/') ? 1 : 0));
  await page.clock.runFor(60_000);
  expect(reads).toBe(0);
  await page.keyboard.press('l');
  await expect(page.getByRole('button', { name: 'Live updates: Live' })).toBeVisible();
  await expect.poll(() => reads).toBeGreaterThan(0);
});

test('An address that leads nowhere says so and leads back', async ({ signedInPage: page, watch }) => {
  watch.expectAnswer(404);
  for (const path of ['/nowhere', '/tasks/0198c0de-0000-7000-8000-000000000000', '/tasks/not-an-id']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such page');
  }
  await page.getByRole('link', { name: 'To the tasks' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tasks');
});

const rows = (page: Page) =>
  page
    .getByRole('table', { name: 'Tasks' })
    .getByRole('row')
    .filter({ has: page.getByRole('cell') });

async function idsOf(page: Page): Promise<string[]> {
  await expect(rows(page)).not.toHaveCount(0);
  return rows(page).evaluateAll((all) => all.map((row) => row.dataset['taskId'] ?? ''));
}

/** One after the other, so that their order is known. */
async function createMany(
  api: Api,
  count: number,
  task: (at: number) => { title: string; description: string },
): Promise<void> {
  const ids: string[] = [];
  for (let at = 0; at < count; at += 1) ids.push((await api.createTask(task(at))).id);
  for (const id of ids) await api.waitFor(id, 'completed');
}
