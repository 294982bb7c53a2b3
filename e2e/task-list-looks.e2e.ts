import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures/test.ts';

test('Priority, label, time and waiting narrow the list down, and each goes at a click', async ({
  signedInPage: page,
  api,
}) => {
  await api.createUntil('completed', {
    title: 'tapir plain',
    description: 'result ok',
    priority: 'low',
    labels: ['night'],
  });
  await api.createUntil('needs_input', { title: 'tapir asks', description: 'ask Why?', priority: 'high' });
  await page.goto('/tasks?q=tapir');
  await expect(rows(page)).toHaveCount(2);

  await page.keyboard.press('f');
  await page.getByRole('menuitemcheckbox', { name: 'Low' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'night' }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\?(?=.*priority=low)(?=.*label=night)(?=.*q=tapir)/);
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('tapir plain');
  await page.getByRole('button', { name: 'Label night; show any' }).click();
  await page.getByRole('button', { name: 'Priority Low; show any' }).click();
  await expect(rows(page)).toHaveCount(2);

  await page.getByRole('button', { name: /^Time/ }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Last 24 hours' }).first().click();
  await expect(page).toHaveURL('/tasks?q=tapir&from=now-24h');
  await expect(page.getByRole('button', { name: 'Time last 24 hours' })).toBeVisible();
  await expect(rows(page)).toHaveCount(2);

  await page.getByRole('button', { name: /^Time/ }).click();
  await page.getByRole('menuitem', { name: 'Other times…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Tasks of which time' });
  await dialog.getByLabel('Created from').fill('2020-01-02T00:00');
  await dialog.getByLabel('Created before').fill('2020-01-01T00:00');
  await dialog.getByRole('button', { name: 'Show these tasks' }).click();
  await expect(dialog.getByText('This must be later than the beginning')).toBeVisible();
  await dialog.getByLabel('Created before').fill('2020-01-03T00:00');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'No task matches' })).toBeVisible();
  await page.getByRole('button', { name: /^Drop Created/ }).click();
  await expect(page).toHaveURL('/tasks?q=tapir');
  await expect(rows(page)).toHaveCount(2);

  await page.keyboard.press('f');
  await page.getByRole('menuitemcheckbox', { name: 'For over 1h' }).click();
  await expect(page.getByRole('heading', { name: 'No task matches' })).toBeVisible();
});

test('The columns and the height of the rows stand in the address, and a view keeps them', async ({
  signedInPage: page,
  api,
}) => {
  await api.createUntil('completed', { title: 'bilby', description: 'result ok', priority: 'high' });
  await page.goto('/tasks?q=bilby');
  const heads = page.getByRole('columnheader');
  await expect(heads.filter({ hasText: 'Priority' })).toHaveCount(0);
  const before = (await rows(page).first().boundingBox())!.height;
  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Priority' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Source' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Compact' }).click();
  await expect(page).toHaveURL(
    /columns=status,title,agent,priority,created_at,started_at,duration&density=compact/,
  );
  await expect(heads.filter({ hasText: 'Priority' })).toBeVisible();
  await expect(heads.filter({ hasText: 'Source' })).toHaveCount(0);
  await expect(rows(page).first()).toContainText('High');
  expect((await rows(page).first().boundingBox())!.height).toBeLessThan(before);

  await page.keyboard.press('v');
  await page.getByRole('menuitem', { name: 'Save this view…' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Dense bilby');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'View: Dense bilby' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'View: Dense bilby' })).toBeVisible();
  await expect(heads.filter({ hasText: 'Priority' })).toBeVisible();
});

test('A row is looked into with Space, the look follows the row, and its question is answered there', async ({
  signedInPage: page,
  api,
}) => {
  const done = await api.createUntil('completed', { title: 'numbat done', description: 'result It is so' });
  const asks = await api.createUntil('needs_input', {
    title: 'numbat asks',
    description: 'say I looked around\nask Which one? | Left | Right\nresult Fine',
  });
  await page.goto('/tasks?q=numbat');
  await expect(rows(page)).toHaveCount(2);
  await page.keyboard.press('j');
  await page.keyboard.press('Space');
  const look = page.getByRole('complementary', { name: 'Task in brief' });
  await expect(look.getByRole('heading', { name: 'numbat asks' })).toBeVisible();
  await expect(look).toContainText('I looked around');
  await expect(page).toHaveURL(`/tasks?q=numbat&peek=${asks.id}`);
  await page.keyboard.press('j');
  await expect(look.getByRole('heading', { name: 'numbat done' })).toBeVisible();
  await expect(look.getByRole('region', { name: 'Result' })).toContainText('It is so');
  await expect(page).toHaveURL(`/tasks?q=numbat&peek=${done.id}`);
  await page.keyboard.press('k');
  await expect(look.getByRole('heading', { name: 'numbat asks' })).toBeVisible();
  await page.keyboard.press('2');
  await page.keyboard.press('i');
  await page.keyboard.press('Control+Enter');
  await expect(look.getByRole('region', { name: 'Result' })).toContainText('Fine');
  expect((await api.task(asks.id)).status).toBe('completed');
  await look.getByRole('button', { name: 'Close' }).click();
  await expect(look).toBeHidden();
  await expect(page).toHaveURL('/tasks?q=numbat');

  await rows(page).first().getByRole('link', { name: 'numbat asks' }).focus();
  await page.keyboard.press('Space');
  await expect(look).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(look).toBeHidden();
});

test('One goes from task to task through the list one came from, over the ends of its pages, and Back leads to the list', async ({
  signedInPage: page,
  openPage,
  api,
}) => {
  const tasks = [];
  for (let at = 0; at < 26; at += 1)
    tasks.push(await api.createTask({ title: `dhole ${at}`, description: 'result ok' }));
  const list = '/tasks?q=dhole&sort=created_at&per_page=25';
  await page.goto(list);
  await page.getByRole('link', { name: 'dhole 23' }).click();
  const title = page.getByRole('heading', { level: 1 });
  await expect(title).toHaveText('dhole 23');
  await expect(page.getByText('24 of 26')).toBeVisible();
  await page.keyboard.press('Shift+J');
  await expect(title).toHaveText('dhole 24');
  await page.keyboard.press('Shift+J');
  await expect(title).toHaveText('dhole 25');
  await expect(page.getByText('26 of 26')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Next task of the list' })).toBeDisabled();
  await page.getByRole('button', { name: 'Previous task of the list' }).click();
  await expect(title).toHaveText('dhole 24');
  await page.goBack();
  await expect(page).toHaveURL(list);

  // Whoever comes by a link has no list to go through.
  const other = await openPage();
  await other.goto(`/tasks/${tasks[3]!.id}`);
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('dhole 3');
  await expect(other.getByRole('button', { name: 'Next task of the list' })).toBeHidden();
});

test('The menu of a row runs it again and leads to what it delegated', async ({
  signedInPage: page,
  api,
}) => {
  const parent = await api.createUntil('completed', {
    title: 'gaur',
    description:
      'call create_task {"agent": "researcher", "title": "calf", "description": "result small"}\nresult ok',
  });
  await page.goto('/tasks?q=gaur');
  await rows(page).first().hover();
  await page.getByRole('button', { name: 'More actions for gaur' }).click();
  await page.getByRole('menuitem', { name: 'Show what it delegated' }).click();
  await expect(page).toHaveURL(`/tasks?parent=${parent.id}`);
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('calf');
  await page.getByRole('button', { name: 'Delegated by “gaur”; show any' }).click();
  await expect(page).toHaveURL('/tasks');

  await page.goto('/tasks?q=gaur');
  await page.getByRole('button', { name: 'More actions for gaur' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Run again', exact: true }).press('Enter');
  await expect(page).toHaveURL(/\/tasks\/[0-9a-f-]{36}$/);
  await expect(page).not.toHaveURL(new RegExp(parent.id));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('gaur');
});

test('A change of the theme moves nothing for those who want no motion', async ({ openPage, api }) => {
  await api.createUntil('completed', { title: 'civet', description: 'result ok' });
  const page = await openPage({ reducedMotion: 'reduce', colorScheme: 'light' });
  await page.goto('/tasks?q=civet');
  await expect(rows(page)).toHaveCount(1);
  const started = await page.evaluate(() => {
    document.documentElement.dataset['theme'] = 'dark';
    return document.getAnimations().length;
  });
  expect(started).toBe(0);
});

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

test('On a phone the filters come in a drawer, and those that are active go at a touch', async ({
  openPage,
  api,
}) => {
  await api.createUntil('completed', { title: 'kakapo one', description: 'result ok' });
  await api.createUntil('completed', { title: 'kakapo two', description: 'result ok', agent: 'assistant' });
  const page = await openPage(PHONE);
  await page.goto('/tasks?q=kakapo&status=completed,cancelled');
  const items = page.locator('li[data-task-id]');
  const drawer = page.getByRole('dialog', { name: 'Filters' });
  await expect(items).toHaveText([/kakapo two/, /kakapo one/]);
  await page.getByRole('button', { name: 'Filters', exact: true }).tap();
  await drawer.getByRole('group', { name: 'Agent' }).getByRole('button', { name: 'assistant' }).tap();
  await drawer.getByRole('group', { name: 'Created' }).getByRole('button', { name: 'Last 24 hours' }).tap();
  await drawer.getByRole('button', { name: 'Show 1 task' }).tap();
  await expect(drawer).toBeHidden();
  await expect(items).toHaveText([/kakapo two/]);
  await expect(page).toHaveURL(/agent=assistant.*from=now-24h/);
  await expect(page.getByRole('button', { name: 'Filters, 2 active' })).toBeFocused();
  await page.getByRole('button', { name: 'assistant; show any' }).tap();
  await expect(items).toHaveCount(2);

  await page.keyboard.press('f');
  await drawer.getByRole('button', { name: 'Oldest first' }).tap();
  await expect(items).toHaveText([/kakapo one/, /kakapo two/]);
  await drawer.getByRole('button', { name: 'Other times…' }).tap();
  const times = page.getByRole('dialog', { name: 'Tasks of which time' });
  await expect(times.getByLabel('Created from')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(times).toBeHidden();
  await drawer.getByRole('button', { name: 'Clear' }).tap();
  await expect(drawer.getByRole('button', { name: 'Clear' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(page).toHaveURL('/tasks?sort=created_at');

  // A status that is chosen is in sight, however far to the right its chip stands.
  const cancelled = page.getByRole('button', { name: /^Cancelled/ });
  await expect(cancelled).not.toBeInViewport();
  await page.keyboard.press('6');
  await expect(cancelled).toBeInViewport({ ratio: 1 });
});

test('On a phone three touches cancel a task of the list, and the same drawer answers and runs again', async ({
  openPage,
  api,
}) => {
  const busy = await api.createUntil('in_progress', { title: 'takahe busy', description: 'wait 60' });
  const asks = await api.createUntil('needs_input', { title: 'takahe asks', description: 'ask Why?' });
  const page = await openPage(PHONE);
  await page.goto('/tasks?q=takahe');
  const item = page.getByRole('listitem').filter({ hasText: 'takahe busy' });
  const more = item.getByRole('button', { name: 'More actions for takahe busy' });
  await more.tap();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('button', { name: 'Cancel…' }).tap();
  await expect(drawer).toHaveAccessibleName('Cancel this task?');
  await expect(drawer.getByRole('button', { name: 'Cancel task' })).toBeFocused();
  await drawer.getByRole('button', { name: 'Cancel task' }).tap();
  await expect(drawer).toBeHidden();
  await expect(page).toHaveURL('/tasks?q=takahe');
  await expect(item).toContainText('Cancelled');
  await api.waitFor(busy.id, 'cancelled');
  await expect(more).toBeFocused();
  await more.tap();
  await expect(drawer.getByRole('button', { name: 'Cancel…' })).toBeHidden();
  await drawer.getByRole('button', { name: 'Run again', exact: true }).tap();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('takahe busy');
  await expect(page).not.toHaveURL(new RegExp(busy.id));

  await page.goto('/tasks?q=takahe');
  const asking = page.getByRole('button', { name: 'More actions for takahe asks' });
  await asking.tap();
  await swipeDown(page, drawer.getByText('takahe asks'));
  await expect(drawer).toBeHidden();
  await asking.tap();
  await drawer.getByRole('button', { name: 'Answer' }).tap();
  await expect(page).toHaveURL(`/tasks/${asks.id}#answer`);
});

test('In a wide window all that narrows the list stands in one line', async ({ openPage }) => {
  const page = await openPage({ viewport: { width: 1440, height: 900 } });
  await page.goto('/tasks?from=now-24h&agent=researcher');
  const line = page.getByRole('search', { name: 'Filter tasks' });
  await expect(line.getByRole('button', { name: 'Time last 24 hours' })).toBeVisible();
  const boxes = await line
    .locator('input, button')
    .evaluateAll((all) => all.map((element) => element.getBoundingClientRect().toJSON() as DOMRect));
  expect(boxes.length).toBeGreaterThan(11);
  expect(Math.max(...boxes.map(({ top }) => top))).toBeLessThan(
    Math.min(...boxes.map(({ bottom }) => bottom)),
  );
});

async function swipeDown(page: Page, from: Locator): Promise<void> {
  await expect(from).toBeVisible();
  const { x, y } = (await from.boundingBox())!;
  const finger = await page.context().newCDPSession(page);
  await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
  for (let moved = 40; moved <= 400; moved += 40)
    await finger.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x, y: y + moved }] });
  await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

const rows = (page: Page) =>
  page
    .getByRole('table', { name: 'Tasks' })
    .getByRole('row')
    .filter({ has: page.getByRole('cell') });
