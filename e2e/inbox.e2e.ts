import { inputEndpoints } from '@taskhelm/contract';
import { expect, test } from './fixtures/test.ts';

test('The inbox is worked off one after the other, oldest first', async ({ signedInPage: page, api }) => {
  await page.goto('/inbox');
  await expect(page.getByRole('heading', { name: 'Nothing waits on you' })).toBeVisible();

  const first = await api.createUntil('needs_input', {
    title: 'First in line',
    description: 'ask Which colour?\nresult {answer}',
  });
  const second = await api.createUntil('needs_input', {
    agent: 'assistant',
    title: 'Second in line',
    description: 'call http_request {"url": "http://127.0.0.1/"}\nresult done',
  });
  const third = await api.createUntil('needs_input', {
    title: 'Third in line',
    description: 'ask Which size? | S | M\nresult {answer}',
  });
  const list = page.getByRole('list', { name: 'Waiting requests' });
  await expect(list.getByRole('button')).toHaveCount(3);
  await expect(list.getByRole('button').first()).toContainText('Which colour?');
  await expect(page.getByRole('link', { name: /Inbox.*3 waiting/ })).toBeVisible();
  await expect(page).toHaveTitle('(3) Inbox · Taskhelm');

  await page.getByRole('textbox', { name: /Which colour/ }).fill('Green');
  await page.getByRole('button', { name: 'Send and next' }).click();
  const open = page.getByRole('region', { name: 'Second in line' });
  await expect(open).toBeFocused();
  await expect(open).toContainText('http_request');
  await page.keyboard.press('a');
  await expect(page.getByRole('radio', { name: /^Approve/ })).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('region', { name: 'Third in line' })).toBeVisible();
  await expect(list.getByRole('button')).toHaveCount(1);

  await page.getByRole('radio', { name: 'M' }).check();
  const call = third.inputs[0];
  await api.call(inputEndpoints.respond, {
    params: { id: third.session_id },
    body: { call_id: call?.call_id, answers: ['S'] },
  });
  await expect(page.getByRole('status').filter({ hasText: 'answered elsewhere' })).toBeVisible();
  await page.getByRole('link', { name: 'Open task' }).click();
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('S');
  expect((await api.waitFor(first.id, 'completed')).result).toBe('Green');
  await api.waitFor(second.id, 'completed');
});

test('Two people answer at once: one is told who was first, and keeps what was typed', async ({
  signedInPage: page,
  api,
  watch,
}) => {
  watch.expectAnswer(409);
  const task = await api.createUntil('needs_input', {
    title: 'Raced',
    description: 'ask Which colour?\nask And then?\nresult {answer}',
  });
  await page.goto(`/tasks/${task.id}`);
  const answer = page.getByRole('textbox', { name: /Which colour/ });
  await answer.fill('Blue');
  // The page must not notice before it sends.
  await page.route(`**/api/v1/tasks/${task.id}`, () => undefined);
  await api.call(inputEndpoints.respond, {
    params: { id: task.session_id },
    body: { call_id: task.inputs[0]?.call_id, answers: ['Red'] },
  });
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('alert')).toContainText('Not sent');
  await expect(page.getByRole('alert')).toContainText(/answered/i);
  await expect(answer).toHaveValue('Blue');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  expect((await api.task(task.id)).inputs[0]).toMatchObject({ state: 'answered', via: 'api' });
});
