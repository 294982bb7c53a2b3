import { expect, test } from './fixtures/test.ts';

test('A running task is cancelled from its page, and its agent has stopped', async ({
  signedInPage: page,
  api,
}) => {
  const { id } = await api.createUntil('in_progress', {
    title: 'Runs for a minute',
    description: 'say Here I go\nwait 60\nresult never',
  });
  await page.goto(`/tasks/${id}`);
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  const question = page.getByRole('dialog', { name: 'Cancel this task?' });
  await expect(question.getByRole('button', { name: 'Cancel task' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(page.getByRole('button', { name: 'Cancel', exact: true })).toBeFocused();
  expect((await api.task(id)).status).toBe('in_progress');

  await page.keyboard.press('Enter');
  await expect(question.getByRole('button', { name: 'Cancel task' })).toBeFocused();
  await question.getByRole('textbox', { name: 'Why (optional)' }).fill('Not needed any more');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-announcer="polite"]')).toHaveText('This task is now cancelled');
  await expect(page.getByText(/^Cancelled by .*: Not needed any more$/)).toBeVisible();
  await expect(page.getByText('Cancelled “Runs for a minute”')).toBeVisible();
  // Without a reload: how the agent stopped is known a little later.
  const receipt = page.getByRole('region', { name: 'Cancel' });
  await expect(receipt).toContainText(/researcher stopped \d+ms later|researcher stopped [\d.]+s later/);
  await expect(receipt).toContainText('The answer of the model');
  await expect(page.getByText(/is thinking/)).toBeHidden();
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Cancel', exact: true })).toBeHidden();
  await expect.poll(async () => (await api.task(id)).cancel?.acknowledged_at ?? null).not.toBeNull();
  const stopped = await api.task(id);
  expect(stopped.status).toBe('cancelled');
  expect(
    Date.parse(stopped.cancel?.acknowledged_at ?? '') - Date.parse(stopped.cancel?.requested_at ?? ''),
  ).toBeLessThan(5_000);
});

test('A running task is cancelled from the list', async ({ signedInPage: page, api }) => {
  const { id } = await api.createUntil('in_progress', {
    title: 'Cancel me in the list',
    description: 'wait 60',
  });
  await page.goto('/tasks?q=cancel+me+in+the+list');
  const row = page.getByRole('row', { name: /Cancel me in the list/ });
  await expect(row).toContainText('Running');
  await page.keyboard.press('j');
  const question = page.getByRole('dialog', { name: 'Cancel this task?' });
  // The keys of a row come a moment after it.
  await expect(async () => {
    await page.keyboard.press('Shift+C');
    await expect(question.getByRole('button', { name: 'Cancel task' })).toBeFocused({ timeout: 1_000 });
  }).toPass();
  await page.keyboard.press('Enter');
  await expect(row).toContainText('Cancelled');
  await api.waitFor(id, 'cancelled');
  await page.getByRole('button', { name: 'Run it again' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cancel me in the list');
  await expect(page).not.toHaveURL(new RegExp(id));
});

test('A task that waits for a person is cancelled; its question is gone everywhere', async ({
  signedInPage: page,
  api,
}) => {
  const { id } = await api.createUntil('needs_input', {
    title: 'Never answered',
    description: 'ask Really?\nresult no',
  });
  await page.goto(`/tasks/${id}`);
  await expect(page.getByRole('region', { name: 'researcher needs input' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.getByRole('button', { name: 'Cancel task' }).click();
  await expect(page.getByText(/^Cancelled by /)).toBeVisible();
  await expect(page.getByRole('region', { name: 'researcher needs input' })).toBeHidden();
  await expect(page.getByText('Never answered').last()).toBeVisible();
  await expect(page.getByRole('link', { name: 'Inbox', exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Inbox', exact: true }).click();
  await expect(page.getByText('Nothing waits on you')).toBeVisible();
});
