import { agentEndpoints, secretEndpoints } from '@taskhelm/contract';
import { expect, test } from './fixtures/test.ts';

const VALUE = 'a-value-that-is-never-shown';

test('An administrator stores a secret, replaces its value and deletes it knowing who names it', async ({
  signedInPage: page,
  api,
  watch,
}) => {
  watch.expectAnswer(409);
  await api.call(agentEndpoints.create, {
    body: { name: 'e2e-caller', instructions: 'Send X-Key: {{secret:E2E_KEY}} with each request.' },
  });
  await page.goto('/tasks');
  // Keys are heard once the page is there.
  await expect(page.getByRole('heading', { name: 'Tasks', level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByLabel('Command, task or id').fill('secrets');
  await expect(page.getByRole('option', { name: /^Secrets/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'No secrets yet' })).toBeVisible();

  await page.getByRole('button', { name: 'New secret' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('E2E_KEY');
  await page.getByRole('textbox', { name: 'Value', exact: true }).fill('short');
  await page.getByRole('textbox', { name: 'May be sent to' }).fill('no host/');
  await page.getByRole('button', { name: 'Store secret' }).click();
  await expect(page.getByText('From 6 to 4,096 printable')).toBeVisible();
  await expect(page.getByText('From 1 to 20 hosts')).toBeVisible();
  await page.getByRole('textbox', { name: 'Value', exact: true }).fill(VALUE);
  await page.getByRole('textbox', { name: 'May be sent to' }).fill('api.one.example\napi.two.example');
  await page.getByRole('button', { name: 'Store secret' }).click();
  const row = page.getByRole('listitem', { name: 'E2E_KEY' });
  await expect(row).toContainText('to api.one.example, api.two.example');
  await expect(row).toContainText('never used');
  await expect(row).toContainText('named in the instructions of e2e-caller');
  expect(await page.content()).not.toContain(VALUE);

  await page.getByRole('button', { name: 'New secret' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('E2E_KEY');
  await page.getByRole('textbox', { name: 'Value', exact: true }).fill(VALUE);
  await page.getByRole('textbox', { name: 'May be sent to' }).fill('api.one.example');
  await page.getByRole('button', { name: 'Store secret' }).click();
  await expect(page.getByText('There is a secret named E2E_KEY already.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();

  await row.getByRole('button', { name: 'Replace value of E2E_KEY' }).click();
  await expect(page.getByLabel('New value')).toHaveValue('');
  await page.getByRole('button', { name: 'Replace value', exact: true }).click();
  await expect(page.getByText('From 6 to 4,096 printable')).toBeVisible();
  await page.getByLabel('New value').fill(`${VALUE}-2`);
  await page.getByRole('textbox', { name: 'May be sent to' }).fill('api.three.example');
  await page.getByRole('button', { name: 'Replace value', exact: true }).click();
  await expect(row).toContainText('to api.three.example');

  await row.getByRole('button', { name: 'Delete E2E_KEY' }).click();
  await expect(page.getByRole('dialog', { name: 'Delete E2E_KEY?' })).toContainText(
    'The instructions of e2e-caller name it.',
  );
  await page.getByRole('button', { name: 'Delete secret' }).click();
  await expect(page.getByRole('heading', { name: 'No secrets yet' })).toBeVisible();
  expect((await api.call(secretEndpoints.list)).data).toEqual([]);
});
