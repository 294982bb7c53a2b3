import { agentEndpoints, inputEndpoints } from '@taskhelm/contract';
import type { Page } from '@playwright/test';
import type { Api } from './fixtures/api.ts';
import { expect, test } from './fixtures/test.ts';

test('The overview counts what became of the tasks, and each number leads to them', async ({
  signedInPage: page,
  api,
}) => {
  const agent = await makeAgent(api);
  const create = (title: string, description: string) => ({ agent, title, description });
  await api.createUntil('completed', create('First done', 'result one'));
  await api.createUntil('completed', create('Second done', 'result two'));
  await api.createUntil('failed', create('Broken', 'fail No figures'));
  await api.createUntil('needs_input', create('Asking', 'ask Which one?\nresult ok'));
  await api.createUntil('in_progress', create('At work', 'say On it\nwait 600'));

  await page.goto('/tasks');
  await expect(page.getByRole('heading', { name: 'Tasks', level: 1 })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeFocused();
  await page.getByRole('combobox', { name: 'Agent' }).selectOption(agent);
  await page.getByRole('combobox', { name: 'Time' }).selectOption('Last hour');
  await expect(page).toHaveURL(new RegExp(`/overview\\?from=now-1h&agent=${agent}$`));
  const tiles = page.getByRole('region', { name: 'At a glance' });
  const tile = (word: RegExp) => tiles.getByRole('link', { name: word });
  await expect(tile(/^1 tasks need input$/)).toBeVisible();
  await expect(tile(/^1 tasks are running$/)).toBeVisible();
  await expect(tile(/^0 tasks are queued$/)).toBeVisible();
  await expect(tile(/^1 tasks failed$/)).toBeVisible();
  await expect(tile(/^2 tasks completed$/)).toBeVisible();
  await expect(tiles.getByText('33.3 % of those that ended')).toBeVisible();

  await leadsTo(page, tile(/need input$/), ['Asking']);
  await leadsTo(page, tile(/are running$/), ['At work']);
  await leadsTo(page, tile(/tasks failed$/), ['Broken']);
  await leadsTo(page, tile(/tasks completed$/), ['Second done', 'First done']);
  await leadsTo(page, page.getByRole('link', { name: /^script_failed/ }), ['Broken']);
  await leadsTo(page, page.getByRole('link', { name: /^3 tasks finished/ }), [
    'Broken',
    'Second done',
    'First done',
  ]);
  await leadsTo(page, page.getByRole('link', { name: `3 tasks of ${agent}` }), [
    'Broken',
    'Second done',
    'First done',
  ]);

  await expect(page.getByRole('application', { name: /^2 completed, 1 failed/ })).toBeVisible();
  await page.getByRole('button', { name: 'View as table: Throughput' }).click();
  const table = page.getByRole('region', { name: 'Throughput as a table' });
  const counts = await table.getByRole('link', { name: / completed, / }).allInnerTexts();
  expect(counts.reduce((sum, text) => sum + Number.parseInt(text, 10), 0)).toBe(2);
  await page.getByRole('link', { name: /^oldest asked/ }).click();
  await expect(page.getByRole('region', { name: 'Asking' })).toBeVisible();
});

test('A click on a column of a chart shows the tasks that finished in its time', async ({
  signedInPage: page,
  api,
}) => {
  const agent = await makeAgent(api);
  await api.createUntil('completed', { agent, title: 'In the column', description: 'result one' });
  await page.goto(`/overview?from=now-1h&agent=${agent}`);
  const chart = page.getByRole('application', { name: /^1 completed, 0 failed/ });
  const column = chart.locator('.recharts-bar-rectangle path').first();
  await column.hover();
  await expect(page.getByRole('status').filter({ hasText: 'Completed1' })).toBeVisible();
  await column.click();
  await expect(page).toHaveURL(/\/tasks\?.*finished_from=.*finished_to=/);
  await expect(page.getByRole('link', { name: 'In the column' })).toBeVisible();
});

test('A paused page asks for no figures, and one that goes on asks for all of them again', async ({
  signedInPage: page,
}) => {
  await page.clock.install();
  await page.goto('/overview');
  await expect(
    page.getByRole('region', { name: 'At a glance' }).getByText('Running', { exact: true }),
  ).toBeVisible();
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/stats')) asked.push(request.url());
  });
  await page.clock.runFor(31_000);
  await expect.poll(() => asked.some((url) => url.includes('/stats/throughput'))).toBe(true);
  await page.keyboard.press('l');
  await expect(page.getByRole('button', { name: 'Live updates: Paused' })).toBeVisible();
  await page.waitForLoadState('networkidle');
  asked.length = 0;
  await page.clock.runFor(120_000);
  expect(asked).toEqual([]);
  await page.keyboard.press('l');
  await expect.poll(() => asked.length).toBeGreaterThan(0);
});

test('A handover tells what waits, failed, was answered and by whom, and is copied as Markdown', async ({
  openPage,
  taskhelm,
  api,
}) => {
  const agent = await makeAgent(api);
  const title = `**Done** [x](https://evil.example) ${agent}`;
  const done = await api.createUntil('completed', { agent, title, description: 'result one' });
  const failed = await api.createUntil('failed', { agent, title: 'Broken', description: 'fail No figures' });
  await api.createUntil('needs_input', {
    agent,
    title: 'Left waiting',
    description: `ask Who takes ${agent}?\nresult ok`,
  });
  const asking = await api.createUntil('needs_input', {
    agent,
    title: 'Answered meanwhile',
    description: `ask What does ${agent} prefer?\nresult ok`,
  });
  await api.call(inputEndpoints.respond, {
    params: { id: asking.session_id },
    body: { call_id: asking.pending_input?.call_id ?? '', answers: ['tea'] },
  });
  await api.waitFor(asking.id, 'completed');

  const page = await openPage({ permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto('/overview');
  await page.getByRole('link', { name: 'Handover' }).click();
  await expect(page.getByRole('heading', { name: 'Handover', level: 1 })).toBeFocused();
  const part = (name: string) => page.getByRole('region', { name });
  await expect(part('Waiting for a person').getByRole('link', { name: `Who takes ${agent}?` })).toBeVisible();
  const reply = part('Answered')
    .getByRole('listitem')
    .filter({ hasText: `What does ${agent} prefer?` });
  await expect(reply).toContainText('bootstrap answered tea');
  await expect(part('Failed').getByRole('link', { name: /^script_failed/ })).toBeVisible();
  await expect(part('Completed').getByRole('link', { name: title })).toBeVisible();

  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain(
    String.raw`- [\*\*Done\*\* \[x\](https\://evil.example) ${agent}](${taskhelm.url}/tasks/${done.id}) · ${agent}`,
  );
  expect(text).toContain(`](${taskhelm.url}/tasks/${failed.id})`);
  expect(text).toContain(
    `bootstrap answered tea · [What does ${agent} prefer?](${taskhelm.url}/tasks/${asking.id})`,
  );
  await part('Waiting for a person')
    .getByRole('link', { name: `Who takes ${agent}?` })
    .click();
  await expect(page.getByRole('region', { name: 'Left waiting' })).toBeVisible();
});

/** An agent of its own, so that its numbers are those of this test alone. */
async function makeAgent(api: Api): Promise<string> {
  const name = `counted-${crypto.randomUUID().slice(0, 8)}`;
  await api.call(agentEndpoints.create, { body: { name, tools: ['ask_user'] } });
  return name;
}

/** Follows a link and comes back; `titles` are those of the whole list then, the first one at the top. */
async function leadsTo(page: Page, link: ReturnType<Page['getByRole']>, titles: string[]): Promise<void> {
  await link.click();
  await expect(page.getByRole('heading', { name: 'Tasks', level: 1 })).toBeVisible();
  await expect(page.locator('[data-task-link]')).toHaveText(titles);
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
}
