import { agentEndpoints } from '@taskhelm/contract';
import { expect, test } from './fixtures/test.ts';

test('An agent is created, given a task, and found in the list', async ({
  signedInPage: page,
  api,
  watch,
}) => {
  watch.expectAnswer(409);
  await page.goto('/agents');
  await page.getByRole('link', { name: 'New agent' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Not a name');
  await page.getByRole('button', { name: 'Create agent' }).click();
  await expect(page.getByText('Lower-case letters, digits and single hyphens only')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.getByRole('textbox', { name: 'Name' }).fill('researcher');
  await page.getByRole('button', { name: 'Create agent' }).click();
  await expect(page.getByText('There is an agent named researcher already').first()).toBeVisible();

  await page.getByRole('textbox', { name: 'Name' }).fill('e2e-writer');
  await page.getByRole('textbox', { name: 'Description' }).fill('Writes what it is told');
  await page.getByRole('textbox', { name: 'Instructions' }).fill('You write **short** texts.');
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(
    page.getByRole('region', { name: 'Preview of the instructions' }).locator('strong'),
  ).toHaveText('short');
  await page.getByRole('checkbox', { name: /^calculate/ }).check();
  await page.getByRole('checkbox', { name: 'Ask before calculate' }).check();
  await page.getByRole('textbox', { name: 'Steps, model calls' }).fill('12');
  await page.getByRole('textbox', { name: 'Tokens, in and out' }).fill('50000');
  await page.getByRole('radio', { name: 'Fail' }).check();
  await page
    .getByRole('group', { name: 'Keep their own tools when they work for it' })
    .getByRole('checkbox', { name: 'researcher' })
    .check();
  await page.getByRole('button', { name: 'Create agent' }).click();
  await expect(page.getByRole('heading', { name: 'e2e-writer', level: 1 })).toBeVisible();
  const { body: made } = { body: await api.call(agentEndpoints.get, { params: { id: 'e2e-writer' } }) };
  expect(made).toMatchObject({
    instructions: 'You write **short** texts.',
    confirm_tools: ['calculate'],
    limits: { max_steps: 12, max_tokens: 50_000, on_limit: 'fail' },
    extends_tools_to: ['researcher'],
  });

  await page.getByRole('main').getByRole('link', { name: 'New task' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('A first text');
  await page.getByRole('textbox', { name: 'Description' }).fill('fail It cannot be done');
  await page.getByRole('button', { name: 'Create task' }).click();
  await expect(page.getByRole('region', { name: 'Failure' })).toBeVisible();
  await page.goto('/agents/e2e-writer');
  const failures = page.getByRole('region', { name: 'Failures by code' });
  await expect(failures.getByText('1 task, last')).toBeVisible();
  await page.getByRole('region', { name: 'Statistics' }).getByRole('link', { name: '1 failed' }).click();
  await expect(page.getByRole('link', { name: 'A first text' })).toBeVisible();

  await page.goto('/agents?q=writer');
  await expect(page.getByRole('table', { name: 'Agents' }).getByRole('row')).toHaveCount(2);
  await page.getByRole('searchbox', { name: 'Search agents' }).fill('nobody is called so');
  await expect(page.getByRole('heading', { name: 'No agent matches' })).toBeVisible();
});

test('Two people who edit one agent choose field by field what stays', async ({ openPage, api, watch }) => {
  watch.expectAnswer(412);
  await api.call(agentEndpoints.create, {
    body: { name: 'e2e-shared', description: 'As it was', instructions: 'As it was', tools: ['ask_user'] },
  });
  const [mine, theirs] = [await openPage(), await openPage()];
  for (const page of [mine, theirs]) {
    await page.goto('/agents/e2e-shared/edit');
    await expect(page.getByRole('textbox', { name: 'Instructions' })).toHaveValue('As it was');
  }
  await theirs.getByRole('textbox', { name: 'Instructions' }).fill('Theirs');
  await theirs.getByRole('textbox', { name: 'Description' }).fill('Their description');
  await theirs.getByRole('checkbox', { name: /^current_time/ }).check();
  await theirs.getByRole('button', { name: 'Save changes' }).click();
  await expect(theirs.getByRole('link', { name: 'Edit settings' })).toBeVisible();

  await mine.getByRole('textbox', { name: 'Instructions' }).fill('Mine');
  await mine.getByRole('textbox', { name: 'Description' }).fill('My description');
  await mine.getByRole('button', { name: 'Save changes' }).click();
  const dialog = mine.getByRole('dialog', { name: 'Someone else changed this agent' });
  const instructions = dialog.getByRole('group', { name: /^Instructions/ });
  await expect(instructions.getByText('Theirs', { exact: true })).toBeVisible();
  await expect(instructions.getByRole('radio', { name: /Keep mine/ })).toBeChecked();
  await expect(
    dialog.getByRole('group', { name: 'Tools' }).getByRole('radio', { name: /Take theirs/ }),
  ).toBeChecked();
  await dialog
    .getByRole('group', { name: /^Description/ })
    .getByRole('radio', { name: /Take theirs/ })
    .check();
  await dialog.getByRole('button', { name: 'Save with these' }).click();
  await expect(mine.getByRole('link', { name: 'Edit settings' })).toBeVisible();
  expect(await api.call(agentEndpoints.get, { params: { id: 'e2e-shared' } })).toMatchObject({
    instructions: 'Mine',
    description: 'Their description',
    tools: ['ask_user', 'current_time'],
    version: 3,
  });
});

test('Changes that were not saved are not lost without a question', async ({ signedInPage: page }) => {
  await page.goto('/agents/coordinator/edit');
  await page.getByRole('textbox', { name: 'Description' }).fill('Half done');
  await page.getByRole('link', { name: 'Inbox' }).first().click();
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  await question.getByRole('button', { name: 'Stay' }).click();
  await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue('Half done');
  await page.getByRole('link', { name: 'Inbox' }).first().click();
  await question.getByRole('button', { name: 'Leave' }).click();
  await expect(page.getByRole('heading', { name: 'Inbox', level: 1 })).toBeVisible();

  await page.goto('/triggers/new');
  await page.getByRole('textbox', { name: 'Name' }).fill('half-done');
  await page.getByRole('link', { name: 'Inbox' }).first().click();
  await expect(question).toContainText('Your changes to this trigger are not saved.');
  await question.getByRole('button', { name: 'Leave' }).click();
  await expect(page.getByRole('heading', { name: 'Inbox', level: 1 })).toBeVisible();
});

test('A disabled agent keeps its queue, a copy starts without one, and deleting says what it costs', async ({
  signedInPage: page,
  api,
}) => {
  await api.call(agentEndpoints.create, { body: { name: 'e2e-leaving', description: 'Soon gone' } });
  await page.goto('/agents/e2e-leaving');
  const start_at = new Date(Date.now() + 3_600_000).toISOString();
  const queued = await api.createTask({ agent: 'e2e-leaving', title: 'Not begun', start_at });
  await page.getByRole('switch', { name: 'e2e-leaving takes new tasks' }).click();
  await expect(page.getByText(/Disabled: it takes no new tasks.*1 queued task.*waits/)).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: 'New task' })).toHaveCount(0);
  await page.goto(`/tasks/${queued.id}`);
  await expect(page.getByText('The task starts when e2e-leaving is enabled again.')).toBeVisible();

  await page.goto('/agents/e2e-leaving');
  await page.getByRole('button', { name: 'Duplicate' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Duplicate' }).click();
  await expect(page.getByRole('heading', { name: 'e2e-leaving-copy', level: 1 })).toBeVisible();

  await page.goto('/agents/e2e-leaving');
  await page.getByRole('button', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete e2e-leaving?' });
  await expect(dialog.getByText('1 open task will be cancelled')).toBeVisible();
  const confirm = dialog.getByRole('button', { name: 'Cancel 1 task and delete' });
  await expect(confirm).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'Type e2e-leaving to confirm' }).fill('e2e-leaving');
  await confirm.click();
  await expect(page.getByText('Deleted e2e-leaving and cancelled 1 task; its tasks stay')).toBeVisible();
  await expect(page.getByRole('link', { name: 'e2e-leaving', exact: true })).toHaveCount(0);
  expect((await api.task(queued.id)).status).toBe('cancelled');
  await page.goto(`/agents/${queued.agent.id}`);
  await expect(page.getByText(/Deleted.*a duplicate makes it anew/)).toBeVisible();
});
