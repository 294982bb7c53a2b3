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
