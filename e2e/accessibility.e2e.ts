import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import {
  agentEndpoints,
  inputEndpoints,
  memoryEndpoints,
  secretEndpoints,
  triggerEndpoints,
  webhookEndpoints,
} from '@taskhelm/contract';
import type { Api } from './fixtures/api.ts';
import { findSpills } from './fixtures/find-spills.ts';
import { startReceiver } from './fixtures/receiver.ts';
import { ADMIN, removeDataDir, startTaskhelm } from './fixtures/taskhelm.ts';
import { expect, test } from './fixtures/test.ts';

// The views are independent of each other and take the longest of all.
test.describe.configure({ mode: 'parallel', timeout: 300_000 });

const WIDE = { viewport: { width: 1440, height: 900 } };
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true };
const VIEWS = [
  { name: '1440 px, light and dark', colorScheme: 'light', ...WIDE },
  { name: '360 px by touch, dark', colorScheme: 'dark', ...PHONE },
] as const;

/** One fault does not hide the others. */
const softly = expect.configure({ soft: true });
type AxeOptions = Parameters<AxeBuilder['options']>[0];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const EVERY_RULE: AxeOptions = {
  runOnly: { type: 'tag', values: TAGS },
  rules: { 'target-size': { enabled: true } },
};
/** All that a theme changes. */
const CONTRAST: AxeOptions = { runOnly: { type: 'rule', values: ['color-contrast'] } };
const LONG_WORD = 'Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüssel'.repeat(2);

for (const { name, ...options } of VIEWS) {
  test(`No page has an accessibility fault or scrolls sideways (${name})`, async ({
    openPage,
    api,
    watch,
  }) => {
    watch.expectAnswer(404);
    const tasks = await makeTasks(api);
    const page = await openPage(options);
    await check(page, '/tasks', 'Tasks');
    await scanList(page);
    await check(page, '/tasks?q=nothingatallmatches', 'No task matches');
    await check(page, '/tasks/new', 'New task');
    await page.getByRole('button', { name: 'Create task' }).click();
    await expect(page.getByText('Give it a title')).toBeVisible();
    await scan(page, 'new task with an error');
    await check(page, `/tasks/${tasks.question}`, /researcher asks/);
    await check(page, `/tasks/${tasks.confirmation}`, /asks for approval/);
    await page.getByRole('radio', { name: 'Edit arguments' }).check();
    await scan(page, 'confirmation with edited arguments');
    await check(page, `/tasks/${tasks.running}`, /running/i);
    await page.getByRole('button', { name: 'Cancel', exact: true }).first().click();
    await expect(page.getByRole('dialog', { name: 'Cancel this task?' })).toBeVisible();
    await scan(page, 'question before cancelling');
    await check(page, `/tasks/${tasks.completed}`, 'Result');
    await page.keyboard.press('t');
    await expect(page.getByRole('dialog', { name: 'Exact time' })).toBeVisible();
    await scan(page, 'exact time');
    await check(page, `/tasks/${tasks.failed}`, /^Failed/);
    await checkInbox(page, api, tasks.confirmation);
    await check(page, '/agents', 'Agents');
    await check(page, '/agents/researcher', 'researcher');
    await page.getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByRole('dialog', { name: 'Delete researcher?' })).toBeVisible();
    await scan(page, 'question before deleting an agent');
    await check(page, '/agents/assistant/settings', 'assistant');
    await check(page, '/agents/coordinator/edit', 'coordinator');
    await page.getByRole('button', { name: /^Account/ }).click();
    await expect(page.getByRole('menuitem', { name: 'Keyboard shortcuts' })).toBeVisible();
    await scan(page, 'account menu');
    await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click();
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    await scan(page, 'help');
    await check(page, '/settings', 'Models');
    await check(page, '/settings/tokens', 'API tokens');
    await page.getByRole('button', { name: 'New token' }).click();
    await expect(page.getByRole('dialog', { name: 'New API token' })).toBeVisible();
    await scan(page, 'new token');
    await check(page, '/settings/appearance', 'Appearance');
    await check(page, '/settings/account', 'Account');
    await page.getByRole('button', { name: 'Change password' }).click();
    await expect(page.getByText('Enter the password you have now')).toBeVisible();
    await scan(page, 'change of the password with errors');
    await check(page, '/settings/audit', 'Audit log');
    await page
      .getByRole('button', { name: /^Details: / })
      .first()
      .click();
    await expect(page.getByText('When', { exact: true })).toBeVisible();
    await scan(page, 'an entry of the audit log');
    await check(page, '/settings/audit?actor=nobodyatall', 'Nothing like this was done');
    await check(page, '/settings/system', 'System');
    await check(page, '/nowhere', 'There is no such page');
    // The last: a form with something in it asks before it is left.
    await check(page, '/agents/new', 'New agent');
    await page.getByRole('textbox', { name: 'Name' }).fill('Not a name');
    await page.getByRole('button', { name: 'Create agent' }).click();
    await expect(page.getByText('single hyphens only')).toBeVisible();
    await scan(page, 'new agent with an error');
  });
}

for (const { name, ...options } of VIEWS) {
  test(`Neither have families, files, memories and secrets (${name})`, async ({ openPage, api }) => {
    const { family, agent, remove } = await makeBelongings(api);
    const page = await openPage(options);
    const isPhone = options.viewport.width < 500;
    await page.goto(`/tasks/${family}`);
    if (isPhone) await page.getByRole('button', { name: 'Details' }).click();
    await expect(page.getByText('It is a person’s turn in')).toBeVisible();
    await expect(page.getByRole('list', { name: 'Files of the task' })).toBeVisible();
    await scan(page, 'a task with a family and files');
    await page.getByRole('button', { name: /^Preview / }).click();
    await expect(page.getByLabel('Content', { exact: true })).toBeVisible();
    await scan(page, 'preview of a file');
    await check(page, `/agents/${agent}/memories`, agent);
    await page.getByRole('button', { name: 'New memory' }).click();
    await page.getByRole('button', { name: 'Keep' }).click();
    await expect(page.getByText('A text of 1 to 8,000 characters')).toBeVisible();
    await scan(page, 'new memory with an error');
    await check(page, `/agents/${agent}/memories?q=nothing`, 'No memory matches');
    await check(page, '/settings/secrets', 'Secrets');
    await page.getByRole('button', { name: 'Replace value of' }).click();
    await page.getByRole('button', { name: 'Replace value', exact: true }).click();
    await expect(page.getByText('From 6 to 4,096')).toBeVisible();
    await scan(page, 'new value with an error');
    if (!isPhone) {
      await page.goto(`/tasks?open=${family}`);
      await expect(page.getByRole('row', { name: 'Level 2,' })).toBeVisible();
      await scan(page, 'a family opened in the list');
    }
    await remove();
    await check(page, '/settings/secrets', 'No secrets yet');
  });
}

for (const { name, ...options } of VIEWS) {
  test(`Neither have the pages of notices (${name})`, async ({ openPage, api }) => {
    const receiver = await startReceiver();
    receiver.answer(410);
    const named = LONG_WORD.slice(0, 90);
    const body = { name: named, format: 'standard' as const, url: receiver.url };
    await api.call(webhookEndpoints.create, { body: { ...body, events: ['task.completed'] } });
    await api.createUntil('completed', { title: `Told ${LONG_WORD}`, description: 'result Done' });
    const page = await openPage(options);
    await check(page, '/settings/notices', 'Notices');
    const row = page.getByRole('listitem', { name: named });
    await row.getByRole('button', { name: /^Test / }).click();
    await expect(row.getByText('The test message did not arrive')).toBeVisible();
    await expect(row.getByText('Switched off by itself')).toBeVisible();
    await scan(page, 'a destination that was switched off');
    await row.getByRole('button', { name: /^New secret for / }).click();
    await page.getByRole('button', { name: 'Make a new secret' }).click();
    await expect(page.getByRole('dialog', { name: 'New secret' })).toBeVisible();
    await scan(page, 'a secret that is shown once');
    await page.getByRole('button', { name: 'I have saved it' }).click();
    await row.getByRole('link', { name: '1 dead letter' }).click();
    await page.getByText('What is sent').first().click();
    await expect(page.getByText('"task.completed"')).toBeVisible();
    await scan(page, 'log of a destination');
    await page.goto('/settings/notices');
    await page.getByRole('button', { name: 'New destination' }).click();
    await page.getByRole('radio', { name: 'E-mail' }).check();
    await page.getByRole('radio', { name: 'Some agents only' }).check();
    await page.getByRole('button', { name: 'Add destination' }).click();
    await expect(page.getByText('Enter one e-mail address')).toBeVisible();
    await scan(page, 'new destination with errors');
    const { data } = await api.call(webhookEndpoints.list);
    for (const { id } of data) await api.call(webhookEndpoints.remove, { params: { id } });
    await receiver.close();
  });
}

for (const { name, ...options } of VIEWS) {
  test(`Neither have the pages of triggers (${name})`, async ({ openPage, api, watch }) => {
    watch.expectAnswer(422);
    const page = await openPage(options);
    await check(page, '/triggers', 'No triggers here yet');
    const schedule = { kind: 'cron', cron: '*/15 9-17 * * 1-5', time_zone: 'America/New_York' } as const;
    const failing = {
      agent: 'researcher',
      title: LONG_WORD,
      description: 'fail No',
      pause_after_failures: 1,
    };
    const { id } = await api.call(triggerEndpoints.create, {
      body: {
        ...schedule,
        ...failing,
        name: LONG_WORD.slice(0, 50)
          .toLowerCase()
          .replaceAll(/[^a-z]/g, 'o'),
      },
    });
    const { trigger } = await api.call(triggerEndpoints.fire, { params: { id }, body: {} });
    await expect
      .poll(async () => (await api.call(triggerEndpoints.get, { params: { id } })).paused, {
        timeout: 20_000,
      })
      .not.toBeNull();
    await page.goto('/triggers/new');
    await page.getByRole('radio', { name: 'When another program calls' }).check();
    await page.getByRole('textbox', { name: 'Name' }).fill('incoming');
    await page.getByRole('combobox', { name: 'Agent' }).selectOption('researcher');
    await page.getByRole('textbox', { name: 'Title of its tasks' }).fill('{{');
    await page.getByRole('button', { name: 'Create trigger' }).click();
    await expect(page.getByRole('textbox', { name: 'Title of its tasks' })).toHaveAttribute(
      'aria-invalid',
      'true',
    );
    await scan(page, 'new webhook with an error');
    await page.getByRole('textbox', { name: 'Title of its tasks' }).fill('{{hello}}');
    await page.getByRole('button', { name: 'Create trigger' }).click();
    await expect(page.getByRole('heading', { name: 'Secret of incoming' })).toBeVisible();
    await scan(page, 'a secret of a trigger that is shown once');
    await page.getByRole('button', { name: 'I have saved it' }).click();
    await page.getByRole('button', { name: 'Send test' }).click();
    await page.getByText('Body and headers').click();
    await scan(page, 'a webhook with a delivery');
    await page.getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByRole('dialog', { name: 'Delete “incoming”?' })).toBeVisible();
    await scan(page, 'question before deleting a trigger');
    await check(page, '/triggers', 'Triggers');
    await check(page, `/triggers/${id}?delivery=${trigger?.delivery_id}`, /^donau/);
    await page.goto('/triggers/new');
    await page.getByRole('textbox', { name: 'Schedule' }).fill('61 * * * *');
    await expect(page.getByText('Not a cron expression').first()).toBeVisible();
    await scan(page, 'new schedule with an error');
    const { data } = await api.call(triggerEndpoints.list);
    for (const one of data) await api.call(triggerEndpoints.remove, { params: { id: one.id } });
  });
}

for (const { name, ...options } of VIEWS) {
  test(`Neither have the overview and the handover (${name})`, async ({ openPage, api, watch }) => {
    watch.expectAnswer(400);
    await makeTasks(api);
    const page = await openPage(options);
    await page.goto('/overview?from=now-1h');
    await expect(page.getByRole('application', { name: /completed, / })).toBeVisible();
    await expect(page.getByRole('link', { name: /^script_failed/ })).toBeVisible();
    await scan(page, 'overview');
    for (const title of ['Throughput', 'Durations']) {
      await page.getByRole('button', { name: `View as table: ${title}` }).click();
      await expect(page.getByRole('region', { name: `${title} as a table` })).toBeVisible();
    }
    await scan(page, 'overview as tables');
    await page.getByRole('combobox', { name: 'Time' }).selectOption('Own times');
    await page.getByRole('textbox', { name: 'From' }).fill('2026-01-02T00:00');
    await page.getByRole('textbox', { name: 'To' }).fill('2026-01-01T00:00');
    await page.getByRole('button', { name: 'Show' }).click();
    await expect(page.getByText('must lie before')).toBeVisible();
    await scan(page, 'overview with times that make no range');
    await check(page, '/overview?from=2001-01-01T00:00:00Z&to=2001-01-02T00:00:00Z', 'Overview');
    await page.goto('/overview?agent=nobody');
    await expect(page.getByText('The overview could not be read')).toBeVisible();
    await scan(page, 'overview of an agent that does not exist');
    await page.goto('/handover');
    await expect(page.getByRole('region', { name: 'Completed' }).getByRole('listitem').first()).toBeVisible();
    await scan(page, 'handover');
    await page.getByRole('combobox', { name: 'Since' }).selectOption('Since my own time');
    await scan(page, 'handover since a time of one’s own');
  });
}

test('Neither has a server without tasks, nor signing in', async ({ openPage, watch }) => {
  watch.expectAnswer(401);
  const empty = await startTaskhelm();
  for (const { name: _name, ...options } of VIEWS) {
    const page = await openPage({ ...options, signedIn: false, baseURL: empty.url });
    await check(page, '/sign-in', 'Sign in to Taskhelm');
    await page.getByRole('textbox', { name: 'E-mail' }).fill('a@b.example');
    await page.getByRole('textbox', { name: 'Password' }).fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await scan(page, 'refused sign-in');
    await page.getByRole('textbox', { name: 'E-mail' }).fill(ADMIN.email);
    await page.getByRole('textbox', { name: 'Password' }).fill(ADMIN.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('heading', { name: 'No tasks yet' })).toBeVisible();
    await scan(page, 'no tasks');
    await check(page, '/inbox', 'Nothing waits on you');
    await check(page, '/overview', 'Nothing to look back at yet');
    await page.context().close();
  }
  await empty.stop();
  await removeDataDir(empty.dataDir);
});

/** What opens over the list: menus, and on a phone drawers. */
async function scanList(page: Page): Promise<void> {
  const isPhone = (page.viewportSize()?.width ?? 0) < 500;
  await page.goto(`/tasks?agent=researcher&label=${LONG_WORD.slice(0, 50)}`);
  await page.getByRole('button', { name: isPhone ? 'Filters' : 'More 1' }).click();
  await expect(isPhone ? page.getByRole('dialog') : page.getByRole('menu')).toContainText('Critical');
  await scan(page, 'filters of the list');
  await page.goto('/tasks?status=needs_input');
  await page
    .getByRole('button', { name: /^More actions for/ })
    .first()
    .click();
  await expect(page.getByText('Copy cancel as cURL')).toBeVisible();
  await scan(page, 'what can be done with a task of the list');
  if (!isPhone) return;
  await page.getByRole('button', { name: 'Cancel…' }).click();
  await expect(page.getByRole('dialog', { name: 'Cancel this task?' })).toBeVisible();
  await scan(page, 'question before cancelling from the list');
}

/** The list and a request in it are two pages on a phone. */
async function checkInbox(page: Page, api: Api, confirmation: string): Promise<void> {
  await check(page, '/inbox', 'Inbox');
  const isPhone = (page.viewportSize()?.width ?? 0) < 500;
  const row = page.getByRole('list', { name: 'Waiting requests' }).getByRole('button', { name: LONG_WORD });
  if (isPhone) await row.first().click();
  await expect(page.getByRole('list', { name: 'Messages before this' })).toBeVisible();
  await page.getByRole('button', { name: 'Decline' }).click();
  await page.getByRole('button', { name: 'Snooze' }).click();
  await expect(page.getByRole('menuitem', { name: '1 hour' })).toBeVisible();
  await scan(page, 'a request of the inbox that is declined, and the menu to snooze it');
  await page.getByRole('menuitem', { name: 'Until' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Snooze' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  const { session_id: id } = await api.task(confirmation);
  await api.call(inputEndpoints.respond, { params: { id }, body: { decision: 'reject', message: 'No' } });
  await page.goto('/inbox?state=answered');
  await page.getByRole('list', { name: 'Answered requests' }).getByRole('button').first().click();
  await expect(page.getByText('bootstrap rejected: No')).toBeVisible();
  await scan(page, 'a request that was answered');
}

/** Each view has its own agent and secret: they may run against one server. */
async function makeBelongings(api: Api) {
  const agent = `a11y-${crypto.randomUUID().slice(0, 8)}`;
  await api.call(agentEndpoints.create, {
    body: { name: agent, tools: ['create_task', 'save_file', 'ask_user'] },
  });
  const memory = { key: LONG_WORD.slice(0, 100), text: `${LONG_WORD} `.repeat(20) };
  await api.call(memoryEndpoints.create, { params: { id: agent }, body: memory });
  const secret = await api.call(secretEndpoints.create, {
    body: {
      name: `S${LONG_WORD.replaceAll(/[^a-z]/g, 'o').slice(0, 60)}`,
      value: 'not to be seen',
      allowed_hosts: ['a.example'],
    },
  });
  const file = { name: `${LONG_WORD.slice(0, 100)}.csv`, media_type: 'text/csv', content: 'a,b' };
  const child = { agent, title: LONG_WORD, description: 'ask Which?', wait: true };
  const { id } = await api.createTask({
    agent,
    title: `A family ${LONG_WORD}`,
    labels: [LONG_WORD.slice(0, 50)],
    description: `call save_file ${JSON.stringify(file)}\ncall create_task ${JSON.stringify(child)}\nresult ok`,
  });
  return {
    family: id,
    agent,
    remove: () => api.call(secretEndpoints.remove, { params: { id: secret.id } }),
  };
}

async function makeTasks(api: Api) {
  const markdown = String.raw`# Findings\n\nSome **bold** words and a [link](https://example.org).\n\n| Market | Size |\n|---|---|\n| Europe | 12 |\n\n- [x] read\n- [ ] written\n\n    const wide = "${'wide '.repeat(40)}";\n\n1. one\n2. two`;
  const questions = [
    {
      label: `Which of these? ${LONG_WORD}`,
      type: 'select',
      options: ['This', { label: 'That', description: 'The other one' }],
    },
    { label: 'Which channels?', type: 'multiselect', options: ['Web', 'Mail'], help: 'As many as you like' },
    { label: 'Until when?', type: 'date' },
    { label: 'Anything else?', type: 'long_text' },
  ];
  // First of all, so that it is the one that the inbox opens with.
  const question = await api.createUntil('needs_input', {
    title: `A question ${LONG_WORD}`,
    description: `think Hm\ncall calculate {"expression": "1/0"}\ncall ask_user ${JSON.stringify({ questions })}\nresult ok`,
    labels: ['quarterly'],
    metadata: { ticket: 17 },
  });
  const [confirmation, running, completed, failed] = await Promise.all([
    api.createUntil('needs_input', {
      agent: 'assistant',
      title: 'A confirmation',
      description: `call http_request {"url": "http://127.0.0.1/${LONG_WORD}"}\nresult ok`,
    }),
    api.createUntil('in_progress', { title: 'At work', description: 'say On it\nwait 600' }),
    api.createUntil('completed', {
      title: 'All done',
      description: `call current_time {}\nresult ${markdown}`,
    }),
    api.createUntil('failed', {
      title: 'Went wrong',
      description: `fail No figures at https://example.org/${LONG_WORD}`,
      priority: 'critical',
    }),
  ]);
  return {
    question: question.id,
    confirmation: confirmation.id,
    running: running.id,
    completed: completed.id,
    failed: failed.id,
  };
}

/** `shows` is a heading that tells that the page is complete. */
async function check(page: Page, path: string, shows: string | RegExp): Promise<void> {
  await page.goto(path);
  const heading = page.getByRole('heading', { name: shows }).first();
  await expect(
    typeof shows === 'string' || !/running/.test(shows.source) ? heading : page.getByText(shows).first(),
  ).toBeVisible();
  await scan(page, path);
}

async function scan(page: Page, where: string): Promise<void> {
  const { width = 0, height = 0 } = page.viewportSize() ?? {};
  // Tall enough that nothing lies half under a bar that stays in place.
  await page.setViewportSize({ width, height: 3_000 });
  softly(await findFaults(page, EVERY_RULE), where).toEqual([]);
  if (width > 500) {
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    softly(await findFaults(page, CONTRAST), `${where}, dark`).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
  }
  for (const narrow of width > 500 ? [width] : [width, 320]) {
    await page.setViewportSize({ width: narrow, height });
    await softly
      .poll(() => findSpills(page), {
        message: `${where}: what spills at ${narrow} px`,
        timeout: 2_000,
      })
      .toEqual([]);
  }
  await page.setViewportSize({ width, height });
}

async function findFaults(page: Page, options: AxeOptions) {
  // What is still fading in has no contrast yet, and what loads has no place.
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(
        ({ playState, effect }) =>
          playState === 'running' && effect?.getComputedTiming().iterations !== Infinity,
      );
    // Read at once: one that is cancelled rejects the promise it had, and may never settle a later one.
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().options(options).analyze();
  return violations.map(({ id, nodes }) => ({
    id,
    nodes: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`),
  }));
}
