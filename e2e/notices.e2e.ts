import { webhookEndpoints } from '@taskhelm/contract';
import { startReceiver, type Receiver } from './fixtures/receiver.ts';
import { expect, test } from './fixtures/test.ts';

let receiver: Receiver;
test.beforeEach(async () => {
  receiver = await startReceiver();
});
test.afterEach(async ({ api }) => {
  const { data } = await api.call(webhookEndpoints.list);
  for (const { id } of data) await api.call(webhookEndpoints.remove, { params: { id } });
  await receiver.close();
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
