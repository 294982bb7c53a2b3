import { agentEndpoints, memoryEndpoints } from '@taskhelm/contract';
import { expect, test } from './fixtures/test.ts';

test('A person sees what an agent keeps, adds to it, changes it, takes it back and undoes that', async ({
  signedInPage: page,
  api,
  watch,
}) => {
  watch.expectAnswer(409);
  const agent = 'e2e-keeper';
  await api.call(agentEndpoints.create, { body: { name: agent, tools: ['remember'] } });
  await page.goto(`/agents/${agent}`);
  await page.getByRole('link', { name: 'Memories' }).click();
  await expect(page.getByRole('heading', { name: 'It keeps nothing yet' })).toBeVisible();

  await api.createUntil('completed', {
    agent,
    title: 'Learn',
    description: `call remember {"key": "customers/acme", "text": "<b>Pays</b> late"}\nresult ok`,
  });
  await page.getByRole('button', { name: 'New memory' }).click();
  await page.getByRole('button', { name: 'Keep' }).click();
  await expect(page.getByText('A text of 1 to 8,000 characters')).toBeVisible();
  await page.getByRole('textbox', { name: 'Key' }).fill('customers/acme');
  await page.getByRole('textbox', { name: 'Text' }).fill('Speaks French');
  await page.getByRole('button', { name: 'Keep' }).click();
  await expect(page.getByText(/keeps something under "customers\/acme" already/)).toBeVisible();
  await page.getByRole('textbox', { name: 'Key' }).fill('customers/bull');
  await page.getByRole('button', { name: 'Keep' }).click();

  const list = page.getByRole('list', { name: `Memories of ${agent}` });
  const acme = list.getByRole('listitem', { name: 'customers/acme' });
  const bull = list.getByRole('listitem', { name: 'customers/bull' });
  await expect(acme).toContainText('<b>Pays</b> late');
  await expect(acme.getByRole('link', { name: 'a task' })).toBeVisible();
  await expect(bull).toContainText('Speaks French');

  await bull.getByRole('button', { name: 'Change customers/bull' }).click();
  await page.getByRole('textbox', { name: 'Text' }).fill('Speaks Dutch');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(bull).toContainText('Speaks Dutch');

  await page.getByRole('searchbox', { name: 'Search memories' }).fill('dutch');
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await page.getByRole('searchbox', { name: 'Search memories' }).fill('nothing of the kind');
  await expect(page.getByRole('heading', { name: 'No memory matches' })).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search memories' }).fill('');

  await acme.getByRole('button', { name: 'Forget customers/acme' }).click();
  await expect(acme).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(acme).toContainText('<b>Pays</b> late');
  const { data } = await api.call(memoryEndpoints.list, { params: { id: agent } });
  expect(data.map(({ key, text }) => [key, text])).toEqual([
    ['customers/acme', '<b>Pays</b> late'],
    ['customers/bull', 'Speaks Dutch'],
  ]);
});

test('Many memories come a page at a time', async ({ signedInPage: page, api }) => {
  const agent = 'e2e-hoarder';
  await api.call(agentEndpoints.create, { body: { name: agent } });
  for (let count = 0; count < 27; count += 1)
    await api.call(memoryEndpoints.create, { params: { id: agent }, body: { key: `k${count}`, text: 'x' } });
  await page.goto(`/agents/${agent}/memories`);
  const rows = page.getByRole('list', { name: `Memories of ${agent}` }).getByRole('listitem');
  await expect(rows).toHaveCount(25);
  await page.getByRole('button', { name: 'Show 2 more of 2' }).click();
  await expect(rows).toHaveCount(27);
});
