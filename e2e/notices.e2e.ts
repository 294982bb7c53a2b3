import { webhookEndpoints } from '@taskhelm/contract';
import type { Page } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startReceiver, type Receiver } from './fixtures/receiver.ts';
import { expect, test } from './fixtures/test.ts';

type Payload = { type: string; data: { url: string; task: { title: string } } };

const ASKS = 'ask Which segment? | Enterprise | SMB\nresult Done';
let receiver: Receiver;
test.beforeEach(async () => {
  receiver = await startReceiver();
});
test.afterEach(async ({ api }) => {
  const { data } = await api.call(webhookEndpoints.list);
  for (const { id } of data) await api.call(webhookEndpoints.remove, { params: { id } });
  await receiver.close();
});
const told = (index: number): Payload => JSON.parse(receiver.received[index]?.body ?? '{}') as Payload;

test('By keyboard alone a program is told when an agent waits, and its link opens the answer box', async ({
  signedInPage: page,
  api,
}) => {
  await page.goto('/settings/notices');
  await expect(page.getByRole('heading', { name: 'Nobody is told yet' })).toBeVisible();
  await tabTo(page, 'button', 'Add a destination');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'New destination' });
  await tabTo(page, 'textbox', 'Name');
  await page.keyboard.type('ci');
  await tabTo(page, 'textbox', 'URL');
  await page.keyboard.type(receiver.url);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();

  const shown = page.getByRole('dialog', { name: 'Destination added' });
  const secret = await shown.getByRole('textbox', { name: 'Secret' }).inputValue();
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const sample = await shown.getByLabel('Check a signature').innerText();
  await tabTo(page, 'button', 'I have saved it');
  await page.keyboard.press('Enter');
  await expect(shown).toBeHidden();
  const row = page.getByRole('listitem', { name: 'ci' });
  await expect(row.getByText(receiver.host)).toBeVisible();
  expect(await page.content()).not.toContain(secret);
  expect(await page.content()).not.toContain('not-to-be-seen');

  await tabTo(page, 'button', 'Test ci');
  await page.keyboard.press('Enter');
  await expect(row.getByText('The test message arrived: it answered 204')).toBeVisible();
  expect(told(0).data.task.title).toBe('Test message from Taskhelm');
  expect(await accepts(sample, secret, 0)).toBe('true');
  expect(await accepts(sample, `whsec_${Buffer.alloc(32).toString('base64')}`, 0)).toBe('false');

  await api.createUntil('needs_input', { title: 'Which market', description: ASKS });
  await expect.poll(() => receiver.received.length).toBe(2);
  expect(told(1)).toMatchObject({ type: 'task.needs_input', data: { task: { title: 'Which market' } } });
  await page.goto(told(1).data.url);
  await expect(page.getByRole('radio', { name: 'Enterprise' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText('Completed').first()).toBeVisible();
});

test('What a receiver refuses is seen at once, and sent again when it is mended', async ({
  signedInPage: page,
  api,
}) => {
  const { id } = await api.call(webhookEndpoints.create, {
    body: { name: 'broken', format: 'standard', url: receiver.url, events: ['task.completed'] },
  });
  receiver.answer(410);
  await page.goto('/settings/notices');
  await api.createUntil('completed', { title: 'Nobody hears', description: 'result Done' });
  const row = page.getByRole('listitem', { name: 'broken' });
  await expect(row.getByText('The receiver answered 410')).toBeVisible();
  await expect(row.getByRole('switch', { name: 'broken is told' })).not.toBeChecked();

  await row.getByRole('link', { name: '1 dead letter' }).click();
  await expect(page).toHaveURL(`/settings/notices/${id}?state=dead`);
  const delivery = page.getByRole('listitem', { name: 'Task completed: Nobody hears' });
  await expect(delivery.getByText('It answered 410.')).toBeVisible();
  await expect(delivery.getByText('1 try')).toBeVisible();
  await delivery.getByText('What is sent').click();
  await expect(delivery.getByText('"task.completed"')).toBeVisible();

  receiver.answer(204);
  await page.getByRole('switch', { name: 'broken is told' }).click();
  await expect(page.getByText('Switched off by itself')).toBeHidden();
  await delivery.getByRole('button', { name: 'Redeliver' }).click();
  await expect.poll(() => receiver.received.length).toBe(2);
  expect(receiver.received[1]?.headers['webhook-id']).toBe(receiver.received[0]?.headers['webhook-id']);
  await page
    .getByRole('navigation', { name: 'State' })
    .getByRole('link', { name: /^Delivered/ })
    .click();
  await expect(delivery.getByText('2 tries')).toBeVisible();
  await delivery.getByRole('link', { name: 'Nobody hears' }).click();
  await expect(page.getByRole('heading', { name: 'Nobody hears', level: 1 })).toBeVisible();
});

test('A try that failed shows what was answered and when the next is', async ({
  signedInPage: page,
  api,
}) => {
  const { id } = await api.call(webhookEndpoints.create, {
    body: { name: 'flaky', format: 'standard', url: receiver.url, events: ['task.completed'] },
  });
  receiver.answer(500);
  await api.createUntil('completed', { title: 'Told late', description: 'result Done' });
  await page.goto(`/settings/notices/${id}`);
  const delivery = page.getByRole('listitem', { name: 'Task completed: Told late' });
  await expect(delivery.getByText('It answered 500.')).toBeVisible();
  await expect(delivery.getByText(/next try/)).toBeVisible();
  receiver.answer(204);
  await delivery.getByRole('button', { name: 'Try now' }).click();
  await expect(delivery.getByText('Delivered')).toBeVisible();
});

test('What is wrong with a destination is said beside the field, and nothing is added', async ({
  signedInPage: page,
  api,
  watch,
}) => {
  watch.expectAnswer(422);
  watch.expectAnswer(409);
  await api.call(webhookEndpoints.create, {
    body: { name: 'taken', format: 'standard', url: receiver.url, events: ['task.completed'] },
  });
  await page.goto('/settings/notices');
  await page.getByRole('button', { name: 'New destination' }).click();
  const dialog = page.getByRole('dialog', { name: 'New destination' });
  const [name, url] = ['Name', 'URL'].map((label) => dialog.getByRole('textbox', { name: label }));
  const add = dialog.getByRole('button', { name: 'Add destination' });
  await add.click();
  await expect(dialog.getByText('Give it a name')).toBeVisible();
  await expect(name!).toBeFocused();
  await name!.fill('taken');
  await url!.fill('http://10.0.0.1/hook');
  await add.click();
  await expect(url!).toHaveAccessibleDescription(/10\.0\.0\.1 is not on the public internet/);
  await expect(url!).toBeFocused();
  await url!.fill(receiver.url);
  await add.click();
  await expect(name!).toHaveAccessibleDescription('There is a destination named taken already');

  await dialog.getByRole('radio', { name: 'E-mail' }).check();
  await dialog.getByRole('textbox', { name: 'Mail server' }).fill('smtp://127.0.0.1:2525');
  await dialog.getByRole('textbox', { name: 'From' }).fill('not an address');
  await dialog.getByRole('textbox', { name: 'Recipients' }).fill('ana@example.com, ben@example.com');
  await add.click();
  await expect(dialog.getByText('Enter one e-mail address')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'From' }).fill('taskhelm@example.com');
  await name!.fill('mail');
  await dialog.getByRole('radio', { name: 'Some agents only' }).check();
  await dialog.getByRole('checkbox', { name: 'researcher' }).check();
  await add.click();
  const row = page.getByRole('listitem', { name: 'mail' });
  await expect(row.getByText('needs input, failed, trigger paused · researcher')).toBeVisible();
  const { data } = await api.call(webhookEndpoints.list);
  expect(data.find((one) => one.name === 'mail')?.email).toEqual({
    from: 'taskhelm@example.com',
    to: ['ana@example.com', 'ben@example.com'],
  });

  await row.getByRole('button', { name: 'Delete mail' }).click();
  await expect(page.getByText('No notice is on its way.')).toBeVisible();
  await page.getByRole('button', { name: 'Delete destination' }).click();
  await expect(row).toHaveCount(0);
});

/** Presses Tab until the control has the focus. */
async function tabTo(page: Page, role: 'button' | 'textbox', name: string): Promise<void> {
  const control = page.getByRole(role, { name, exact: true });
  await expect(control).toBeVisible();
  for (let presses = 0; presses < 40; presses += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(control).toBeFocused();
}

/** What the sample of the page, run as it is, says of a message. */
async function accepts(sample: string, secret: string, index: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'taskhelm-sample-'));
  const { headers, body } = receiver.received[index] ?? { headers: {}, body: '' };
  const ask = `process.stdout.write(String(isFromTaskhelm(${JSON.stringify(headers)}, ${JSON.stringify(body)})));`;
  await writeFile(join(folder, 'sample.mjs'), `${sample}\n${ask}`);
  const env = { ...process.env, WEBHOOK_SECRET: secret };
  const { stdout, stderr } = spawnSync(process.execPath, [join(folder, 'sample.mjs')], { env });
  await rm(folder, { recursive: true });
  return stdout.toString().trim() || stderr.toString();
}
