import { inputEndpoints, taskEndpoints } from '@taskhelm/contract';
import type { Page } from '@playwright/test';
import type { Api } from './fixtures/api.ts';
import { watchLayoutShifts } from './fixtures/layout-shifts.ts';
import { expect, test } from './fixtures/test.ts';

const call = (tool: string, input: object): string => `call ${tool} ${JSON.stringify(input)}`;
const part = (title: string, description: string): string =>
  call('create_task', { agent: 'researcher', title, description });

test('A family opens beneath its row, level by level, with the keys and under the eyes', async ({
  signedInPage: page,
  api,
}) => {
  const root = await makeFamily(api, 'kinkajou');
  await page.goto('/tasks?q=kinkajou');
  await expect(rows(page)).toHaveCount(4);
  await page.getByRole('link', { name: 'kinkajou', exact: true }).focus();
  const expander = page.getByRole('button', { name: '2 tasks delegated by kinkajou', exact: true });
  await expect(expander).toHaveAttribute('aria-expanded', 'false');
  // The keys of the list are there a moment after it.
  await expect(async () => {
    await page.keyboard.press('ArrowRight');
    await expect(expander).toHaveAttribute('aria-expanded', 'true', { timeout: 500 });
  }).toPass();
  await expect(rows(page)).toHaveCount(6);
  await expect(rows(page)).toContainText(['Level 2, kinkajou asks', 'Level 2, kinkajou hands on']);

  // Down through the rows, a task that has two of them not excepted, and one level deeper.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(focusedRow(page)).toContainText('Level 2, kinkajou hands on');
  await page.keyboard.press('ArrowRight');
  await expect(rows(page).last()).toContainText('Level 3, kinkajou last');
  await page.keyboard.press('Space');
  await expect(page.getByRole('complementary', { name: 'Task in brief' })).toContainText('kinkajou hands on');
  await page.keyboard.press('j');
  await expect(page.getByRole('complementary', { name: 'Task in brief' })).toContainText('kinkajou last');
  await page.keyboard.press('Space');
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+ArrowUp');
  await expect(page.getByRole('toolbar', { name: 'Selected tasks' })).toContainText('2 selected');
  await page.keyboard.press('Escape');

  // A question deep in the family is answered elsewhere: its row changes in its place.
  const asks = rows(page).filter({ hasText: 'Level 2, kinkajou asks' });
  await expect(asks).toContainText('Needs input');
  await answer(api, root);
  await expect(asks).toContainText('Completed');

  // Where it stands in the address it is open again, and each level closes before the one above has the focus.
  await page.reload();
  await expect(rows(page).last()).toContainText('Level 3, kinkajou last');
  await page.getByRole('link', { name: 'kinkajou last' }).last().focus();
  await page.keyboard.press('ArrowLeft');
  await expect(focusedRow(page)).toContainText('Level 2, kinkajou hands on');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(focusedRow(page)).not.toContainText('Level');
  await page.keyboard.press('ArrowLeft');
  await expect(rows(page)).toHaveCount(4);
  await expect(page).toHaveURL('/tasks?q=kinkajou');
});

test('A family that grows while it is open says so, and moves nothing until it is asked', async ({
  signedInPage: page,
  api,
}) => {
  const root = await api.createUntil('needs_input', { title: 'pademelon', description: 'ask Go on?' });
  const add = (title: string) =>
    api.createUntil('completed', { title, description: 'result ok', parent_task_id: root.id });
  await add('pademelon first');
  await page.goto(`/tasks?q=pademelon&parent=none&open=${root.id}`);
  await expect(rows(page)).toContainText(['pademelon', 'Level 2, pademelon first', 'No more so far']);
  const shifts = await watchLayoutShifts(page);
  await add('pademelon second');
  const more = page.getByRole('button', { name: 'Show 1 more task' });
  await expect(more).toBeVisible();
  await expect(page.getByRole('link', { name: 'pademelon second' })).toHaveCount(0);
  expect(await shifts()).toEqual([]);
  await more.press('Enter');
  await expect(rows(page)).toContainText(['pademelon first', 'pademelon second', 'No more so far']);
  await expect(page.getByRole('link', { name: 'pademelon second' })).toBeFocused();
});

test('A delegated task leads to its parent, and the list can do without what was delegated', async ({
  signedInPage: page,
  api,
}) => {
  const root = await makeFamily(api, 'tamarin');
  await page.goto('/tasks?q=tamarin');
  await expect(rows(page)).toHaveCount(4);
  await page.keyboard.press('f');
  await page.getByRole('menuitemcheckbox', { name: 'Only tasks that no other task delegated' }).click();
  await page.keyboard.press('Escape');
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole('button', { name: '2 tasks delegated by tamarin', exact: true }).click();
  await expect(rows(page)).toHaveCount(3);
  const child = rows(page).last();
  await expect(child.getByRole('button', { name: 'More actions for tamarin hands on' })).toBeAttached();
  await child.getByRole('link', { name: 'Agent: Open tamarin' }).click();
  await expect(page).toHaveURL(`/tasks/${root}`);
  await page.goBack();
  await expect(rows(page)).toHaveCount(3);
  await page.getByRole('button', { name: 'Not delegated; show any' }).click();
  await expect(rows(page)).toHaveCount(4);
});

test('What a task has got around it comes in without moving the details, which stay hidden where they were', async ({
  signedInPage: page,
  api,
}) => {
  const file = call('save_file', { name: 'tree.csv', media_type: 'text/csv', content: 'a,b\n' });
  const { id } = await api.createUntil('completed', {
    title: 'Keeps its details in place',
    description: [file, part('Comes in later', 'result ok'), 'result ok'].join('\n'),
  });
  let letIn = (): void => undefined;
  const allowed = new Promise<void>((resolve) => (letIn = resolve));
  await page.route(/\/(family|artifacts)$/, async (route) => {
    await allowed;
    await route.continue();
  });
  await page.goto(`/tasks/${id}`);
  const details = page.getByRole('complementary', { name: 'Details' });
  await expect(details.getByRole('region', { name: 'Use and limits' })).toBeVisible();
  const shifts = await watchLayoutShifts(page);
  letIn();
  await expect(details.getByRole('region', { name: 'Family' })).toContainText('Comes in later');
  await expect(details.getByRole('list', { name: 'Files of the task' })).toContainText('tree.csv');
  expect(await shifts()).toEqual([]);

  await page.keyboard.press('m');
  await expect(details).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('region', { name: 'Result' })).toBeVisible();
  await expect(details).toHaveCount(0);
});

test('The menu of the views copies the list as a link and as a command', async ({ openPage, api }) => {
  await api.createUntil('completed', { title: 'potoroo', description: 'result ok' });
  const page = await openPage({ permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto('/tasks?q=potoroo');
  await expect(rows(page)).toHaveCount(1);
  const copied = async (entry: string): Promise<string> => {
    await page.getByRole('button', { name: /^View: / }).click();
    await page.getByRole('menuitem', { name: entry }).click();
    await expect(page.getByText(/^(Link|Command) copied$/).first()).toBeVisible();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  expect(await copied('Copy link')).toBe(page.url());
  await expect.poll(() => copied('Copy as cURL')).toMatch(/^curl .*\/api\/v1\/tasks\?q=potoroo/);
});

/** `asks` and `hands on` beneath the root, `last` beneath the latter; all but the one that asks have ended. */
async function makeFamily(api: Api, word: string): Promise<string> {
  const root = await api.createUntil('completed', {
    title: word,
    description: [
      part(`${word} asks`, 'ask Which way?\nresult ok'),
      part(`${word} hands on`, `${part(`${word} last`, 'result ok')}\nresult ok`),
      'result ok',
    ].join('\n'),
  });
  const members = async () => (await api.call(taskEndpoints.family, { params: { id: root.id } })).nodes;
  const stages = ['completed', 'completed', 'completed', 'needs_input'];
  await expect.poll(async () => (await members()).map(({ status }) => status).toSorted()).toEqual(stages);
  return root.id;
}

async function answer(api: Api, id: string): Promise<void> {
  const { nodes } = await api.call(taskEndpoints.family, { params: { id } });
  const asking = nodes.find(({ waiting_on: calls }) => calls.length > 0);
  const task = await api.task(asking?.id ?? '');
  await api.call(inputEndpoints.respond, {
    params: { id: task.session_id },
    body: { call_id: asking?.waiting_on[0] ?? '', answers: ['Left'] },
  });
}

const rows = (page: Page) =>
  page
    .getByRole('table', { name: 'Tasks' })
    .getByRole('row')
    .filter({ has: page.getByRole('cell') });

const focusedRow = (page: Page) => rows(page).filter({ has: page.locator(':focus') });
