import { execFileSync } from 'node:child_process';
import { agentEndpoints } from '@taskhelm/contract';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/test.ts';
import { TOKEN } from './fixtures/taskhelm.ts';

const EVERY_QUESTION = {
  questions: [
    { label: 'Which market?', type: 'select', options: ['Europe', 'Asia'], allow_other: true },
    { label: 'Which channels?', type: 'multiselect', options: ['Web', 'Mail', 'Shops'] },
    { label: 'Include forecasts?', type: 'boolean' },
    { label: 'How many pages?', type: 'number' },
    { label: 'Until when?', type: 'date' },
  ],
};
const TEXTS = {
  questions: [
    { label: 'Who reads it?', type: 'text', help: 'A name or a team' },
    { label: 'Anything else?', type: 'long_text', required: false },
  ],
};

test('A person creates a task, answers its question and reads the result, with the keyboard alone', async ({
  signedInPage: page,
}) => {
  await page.goto('/inbox');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Inbox');
  await page.keyboard.press('c');
  await expect(page.getByRole('dialog', { name: 'New task' })).toBeVisible();
  await expect(page).toHaveURL(/\/tasks\/new/);
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await page.keyboard.type('Market analysis Q1');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Analyze Q1 market trends for SaaS sector.');
  await page.keyboard.press('Control+Enter');

  await expect(page).toHaveURL(/\/tasks\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Market analysis Q1');
  const log = page.getByRole('log', { name: 'Conversation' });
  await expect(log).toContainText('I am the scripted model');
  await expect(page.getByRole('region', { name: 'researcher needs input' })).toBeVisible();
  await expect(page.getByRole('link', { name: /Inbox.*1 waiting/ })).toBeVisible();
  await expect(page).toHaveTitle(/^\(1\) Market analysis Q1/);

  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Inbox');
  await expect(page.getByRole('group', { name: /What should I focus on/ })).toBeVisible();
  await page.keyboard.press('i');
  await expect(page.getByRole('radio', { name: 'The main points' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Risks and open questions' })).toBeChecked();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Nothing waits on you')).toBeVisible();

  await page.keyboard.press('g');
  await page.keyboard.press('t');
  const row = page.getByRole('link', { name: 'Market analysis Q1' });
  await expect(row).toBeVisible();
  await page.keyboard.press('j');
  await expect(row).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('Risks and open questions');
  await expect(page.getByRole('link', { name: 'Inbox', exact: true })).toBeVisible();
  await expect(page).toHaveTitle('Market analysis Q1 · Taskhelm');
});

test('The same with the mouse, and with an answer in the person’s own words', async ({
  signedInPage: page,
}) => {
  await page.goto('/tasks');
  await page.getByRole('main').getByRole('link', { name: 'New task' }).click();
  await page.getByRole('combobox', { name: 'Agent' }).selectOption('researcher');
  await page.getByRole('textbox', { name: 'Title' }).fill('Plan the launch');
  await page.getByRole('textbox', { name: 'Description' }).fill('Write down what is left to do.');
  await page.getByRole('button', { name: 'Create task' }).click();
  const form = page.getByRole('form', { name: 'Answer researcher' });
  await form.getByRole('radio', { name: 'Other' }).click();
  await form.getByRole('textbox', { name: /Other answer/ }).fill('Focus on enterprise segment');
  await form.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('Focus on enterprise segment');
  const asked = page.getByRole('article', { name: 'researcher asked' });
  await expect(asked).toContainText('Focus on enterprise segment');
  await expect(asked).toContainText('via the dashboard');

  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(page.getByRole('region', { name: 'researcher needs input' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open earlier task' })).toBeVisible();
});

test('A form asks several questions of every type, says what is missing, and keeps what was typed', async ({
  signedInPage: page,
  api,
}) => {
  const description = `call ask_user ${JSON.stringify(EVERY_QUESTION)}\ncall ask_user ${JSON.stringify(TEXTS)}\nresult {answer1}; {answer2}; {answer3}; {answer4}; {answer5}; {answer6}`;
  const task = await api.createUntil('needs_input', { title: 'Many questions', description });
  await page.goto(`/tasks/${task.id}`);
  const form = page.getByRole('form', { name: 'Answer researcher' });
  await expect(page.getByRole('heading', { name: /asks 5 questions/ })).toBeVisible();

  await form.getByRole('button', { name: 'Send' }).click();
  await expect(form.getByText('Choose one', { exact: true })).toBeVisible();
  await expect(form.getByText('Choose at least one')).toBeVisible();
  await expect(form.getByText('Choose yes or no')).toBeVisible();
  await expect(form.getByText('Give a number')).toBeVisible();
  await expect(form.getByText('An answer is needed')).toBeVisible();
  await expect(form.getByRole('radio', { name: 'Europe' })).toBeFocused();

  await form.getByRole('radio', { name: 'Asia' }).check();
  await form.getByRole('checkbox', { name: 'Web' }).check();
  await form.getByRole('checkbox', { name: 'Shops' }).check();
  await form.getByRole('radio', { name: 'No', exact: true }).check();
  await form.getByRole('textbox', { name: /How many pages/ }).fill('twelve');
  await form.getByLabel(/Until when/).fill('2030-01-31');
  await form.getByRole('button', { name: 'Send' }).click();
  await expect(form.getByText('This is not a number')).toBeVisible();
  await page.reload();
  await expect(form.getByRole('radio', { name: 'Asia' })).toBeChecked();
  await expect(form.getByRole('textbox', { name: /How many pages/ })).toHaveValue('twelve');
  await form.getByRole('textbox', { name: /How many pages/ }).fill('12');
  await form.getByRole('button', { name: 'Send' }).click();

  await expect(page.getByRole('heading', { name: /asks 2 questions/ })).toBeVisible();
  await form.getByRole('textbox', { name: /Who reads it/ }).fill('The board');
  await form.getByRole('textbox', { name: /Who reads it/ }).press('Control+Enter');
  const result = page.getByRole('region', { name: 'Result' });
  for (const part of ['Asia', 'Web', 'Shops', '12', '2030-01-31', 'The board'])
    await expect(result).toContainText(part);
  const asked = page.getByRole('article', { name: 'researcher asked' });
  await expect(asked.first()).toContainText('Web, Shops');
  await expect(asked.first()).toContainText('No');
  await expect(asked.last()).toContainText('No answer');
});

test('Tasks that are alike are made one after the other, with data for programs, and one is run again with changes', async ({
  signedInPage: page,
  api,
}) => {
  await api.call(agentEndpoints.create, { body: { name: 'e2e-off', enabled: false } });
  await page.goto('/tasks/new');
  const form = page.getByRole('dialog', { name: 'New task' });
  await expect(form.getByRole('option', { name: 'e2e-off' })).toBeDisabled();
  await form.getByText('More', { exact: true }).click();
  await form.getByRole('textbox', { name: 'Metadata' }).fill('{"ticket": ');
  await form.getByRole('textbox', { name: 'Steps' }).fill('1');
  await form.getByRole('textbox', { name: 'Title' }).fill('First of two');
  await form
    .getByRole('textbox', { name: 'Description' })
    .fill('call calculate {"expression": "**1**"}\nresult All fine');
  await form.getByRole('button', { name: 'Preview' }).click();
  await expect(
    form.getByRole('region', { name: 'Description as it will look' }).locator('strong'),
  ).toHaveText('1');
  await form.getByRole('checkbox', { name: 'Create another' }).check();
  await form.getByRole('button', { name: 'Create task' }).click();
  await expect(form.getByText('This is not JSON')).toBeVisible();
  await form.getByRole('textbox', { name: 'Metadata' }).fill('{"ticket": "T-88"}');
  await form.getByRole('button', { name: 'Create task' }).click();
  await expect(page.getByText('Created “First of two”')).toBeVisible();
  await expect(form.getByRole('textbox', { name: 'Title' })).toHaveValue('');
  await expect(form.getByRole('textbox', { name: 'Metadata' })).toHaveValue('{"ticket": "T-88"}');
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Metadata' })).toContainText('ticket: "T-88"');
  await page.getByRole('region', { name: 'Metadata' }).getByRole('treeitem').click();
  await expect(page.getByRole('region', { name: 'Metadata' })).toContainText('$.ticket');

  // Its one step is used up: it asks for more. Cancelled and run again, it may take as many as it needs.
  await expect(page.getByRole('region', { name: 'researcher needs input' })).toBeVisible();
  await page.keyboard.press('Shift+C');
  await page.getByRole('button', { name: 'Cancel task' }).click();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Run again with changes…' }).click();
  const again = page.getByRole('dialog', { name: 'Run again with changes' });
  await expect(again.getByRole('textbox', { name: 'Title' })).toHaveValue('First of two');
  await expect(again.getByRole('textbox', { name: 'Steps' })).toHaveValue('1');
  await again.getByRole('textbox', { name: 'Steps' }).fill('10');
  await again.getByRole('button', { name: 'Run again' }).click();
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('All fine');
  await expect(page.getByRole('region', { name: 'Use and limits' })).toContainText('of 10');
});

test('The page of a running task follows it live, to its failure and the cause', async ({
  signedInPage: page,
  api,
}) => {
  const description = [
    'say Looking into it',
    'think The sum comes first',
    'call calculate {"expression": "2+3*4"}',
    'call calculate {"expression": "2+"}',
    'wait 5',
    'say The sum is done',
    'fail The source at example.org has no figures for Q1',
  ].join('\n');
  const { id } = await api.createTask({ title: 'Sum it up', description });
  await page.goto(`/tasks/${id}`);
  const log = page.getByRole('log', { name: 'Conversation' });
  await expect(log).toContainText('Looking into it');
  await expect(page.getByText(/researcher is thinking/)).toBeVisible();
  const done = log.getByRole('button', { name: /calculate.*2\+3\*4.*Done/ });
  await expect(done).toHaveAttribute('aria-expanded', 'false');
  await done.click();
  await expect(log.getByLabel('Output', { exact: true }).first()).toContainText('14');
  await expect(log.getByRole('button', { name: /calculate.*Error/ })).toHaveAttribute(
    'aria-expanded',
    'true',
  );

  const failure = page.getByRole('region', { name: 'Failure' });
  await expect(failure).toContainText('The source at example.org has no figures for Q1');
  await expect(failure).toContainText('script_failed');
  await page.reload();
  await expect(failure).toBeInViewport();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sum it up');
  await page.getByRole('link', { name: 'Tasks', exact: true }).first().click();
  await expect(page.getByRole('row', { name: /Sum it up/ })).toContainText(
    'The source at example.org has no figures',
  );
});

test('A question of a delegated task is answered on the page of the task that waits for it', async ({
  signedInPage: page,
  api,
}) => {
  const child = { agent: 'researcher', title: 'The part', description: 'ask Which colour?\nresult Painted' };
  const delegate = `call create_task ${JSON.stringify({ ...child, wait: true })}\nresult {output}`;
  await api.call(agentEndpoints.create, { body: { name: 'e2e-parent', tools: ['create_task', 'ask_user'] } });
  const { id } = await api.createTask({ agent: 'e2e-parent', title: 'The whole', description: delegate });
  await page.goto(`/tasks/${id}`);
  const panel = page.getByRole('region', { name: 'researcher needs input' });
  await expect(panel.getByRole('link', { name: 'The part' })).toBeVisible();
  await panel.getByRole('textbox', { name: /Which colour/ }).fill('Blue');
  await panel.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('Painted');
  await expect(panel).toHaveCount(0);
});

test('What is wrong with a new task is said at its field, by the page and by the server', async ({
  signedInPage: page,
  api,
  watch,
}) => {
  await page.goto('/tasks/new');
  const title = page.getByRole('textbox', { name: 'Title' });
  const create = page.getByRole('button', { name: 'Create task' });
  await expect(title).toBeFocused();
  await create.click();
  await expect(page.getByText('Give it a title')).toBeVisible();
  await expect(title).toBeFocused();
  await title.fill('x'.repeat(201));
  await expect(page.getByText('Too long: at most 200 characters')).toBeVisible();
  await expect(title).toHaveAccessibleDescription('Too long: at most 200 characters');
  await title.fill('For the coordinator');
  await page.getByRole('textbox', { name: 'Description' }).fill('€'.repeat(11_000));
  await create.click();
  await expect(page.getByText(/at most 32 KiB/i)).toBeVisible();
  await page.getByRole('textbox', { name: 'Description' }).fill('result Done');

  watch.expectAnswer(422);
  await page.getByRole('combobox', { name: 'Agent' }).selectOption('coordinator');
  await setEnabled(false);
  try {
    await create.click();
    await expect(page.getByRole('alert')).toContainText('The task was not created');
    const agent = page.getByRole('combobox', { name: 'Agent' });
    await expect(agent).toHaveAttribute('aria-invalid', 'true');
    await expect(agent).toHaveAccessibleDescription(/assistant.*researcher|researcher.*assistant/);
    await expect(title).toHaveValue('For the coordinator');
    await agent.selectOption('researcher');
  } finally {
    await setEnabled(true);
  }
  await page.reload();
  await expect(title).toHaveValue('For the coordinator');
  await create.click();
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('Done');

  async function setEnabled(enabled: boolean): Promise<void> {
    await api.call(agentEndpoints.update, { params: { id: 'coordinator' }, body: { enabled } });
  }
});

test('A task that curl creates appears in an open list, and its question on every page', async ({
  signedInPage: page,
  taskhelm,
  api,
}) => {
  await page.goto('/tasks');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tasks');
  const loads = countLoads(page);
  await api.createTask({ title: 'Keeps the list busy', description: 'wait 60' });
  const body = JSON.stringify({
    agent: 'researcher',
    title: 'Made by curl',
    description: 'wait 1\nask Which way? | Left | Right\nresult Went {answer}',
  });
  const headers = ['-H', `Authorization: Bearer ${TOKEN}`, '-H', 'Content-Type: application/json'];
  execFileSync('curl', [
    '-sS',
    '--fail',
    '-X',
    'POST',
    `${taskhelm.url}/api/v1/tasks`,
    ...headers,
    '-d',
    body,
  ]);
  await page.getByRole('button', { name: /new task/ }).click({ timeout: 15_000 });
  const row = page.getByRole('row', { name: /Made by curl/ });
  await expect(row).toBeVisible({ timeout: 15_000 });
  await expect(row).toContainText('API');
  await expect(row).toContainText('Needs input');
  await expect(row).toContainText('“Which way?”');
  await expect(page.getByRole('link', { name: /Inbox.*1 waiting/ })).toBeVisible();
  await expect(page).toHaveTitle('(1) Tasks · Taskhelm');
  expect(loads()).toBe(0);

  await row.getByRole('link', { name: 'Answer Made by curl' }).click();
  await expect(page.getByRole('radio', { name: 'Left' })).toBeFocused();
  await page.getByRole('radio', { name: 'Right' }).check();
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('Went Right');
});

function countLoads(page: Page): () => number {
  let loads = 0;
  page.on('load', () => (loads += 1));
  return () => loads;
}
