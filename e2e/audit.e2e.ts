import { agentEndpoints, taskEndpoints, tokenEndpoints } from '@taskhelm/contract';
import { expect, test } from './fixtures/test.ts';

test('An administrator finds out who did what, and goes on to what it was done to', async ({
  signedInPage: page,
  api,
}) => {
  const name = 'e2e-audited';
  await api.call(agentEndpoints.create, { body: { name } });
  await api.call(agentEndpoints.update, { params: { id: name }, body: { instructions: 'Be brief.' } });
  const { id } = await api.createTask({ title: 'An audited task', description: 'wait 600' });
  await api.call(taskEndpoints.cancel, { params: { id } });

  await page.goto('/settings/models');
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Audit log' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Audit log');
  const entries = page.getByRole('list', { name: 'Entries' }).getByRole('listitem');
  const changed = entries.filter({ hasText: `changed the agent ${name}` });
  await expect(entries.filter({ hasText: 'cancelled the task An audited task' })).toHaveCount(1);

  await page.getByRole('combobox', { name: 'What' }).selectOption('Agent changed');
  await expect(page).toHaveURL(/\?action=agent_changed$/);
  await expect(entries.filter({ hasText: 'cancelled the task' })).toHaveCount(0);
  await changed.getByRole('button', { name: /^Details: / }).click();
  await expect(changed).toContainText('instructions');
  await expect(changed).not.toContainText('Be brief.');
  await changed.getByRole('link', { name: 'All that was done to it' }).click();
  await expect(entries).toHaveCount(2);
  await expect(entries.last()).toContainText(`created the agent ${name}`);

  await page.getByRole('searchbox', { name: 'Who' }).fill('nobody at all');
  await expect(page.getByRole('heading', { name: 'Nothing like this was done' })).toBeVisible();
  await page.getByRole('link', { name: 'Show all', exact: true }).click();
  await entries.getByRole('link', { name: 'An audited task' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('An audited task');
});

test('Older pages of the audit log stay with the moment of the first', async ({
  signedInPage: page,
  api,
}) => {
  for (let number = 0; number < 51; number += 1)
    await api.call(tokenEndpoints.create, { body: { name: `e2e paged ${number}`, scopes: ['tasks:read'] } });
  await page.goto('/settings/audit?action=token_created');
  const entries = page.getByRole('list', { name: 'Entries' }).getByRole('listitem');
  await expect(entries).toHaveCount(50);
  await api.call(tokenEndpoints.create, { body: { name: 'e2e later', scopes: ['tasks:read'] } });
  await page.getByRole('link', { name: 'Older' }).click();
  await expect(entries.filter({ hasText: 'e2e paged 0' })).toHaveCount(1);
  await expect(page).toHaveURL(/page=2&as_of=/);
  await page.getByRole('link', { name: 'Newer' }).click();
  await expect(entries.first()).toContainText('e2e later');
});
