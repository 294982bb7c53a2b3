import type { Page } from '@playwright/test';
import { inputEndpoints } from '@taskhelm/contract';
import { expect, test } from './fixtures/test.ts';

test('The inbox is worked off with the keyboard, oldest first, each request after what was said before it', async ({
  signedInPage: page,
  api,
}) => {
  await page.goto('/inbox');
  await expect(page.getByRole('heading', { name: 'Nothing waits on you' })).toBeVisible();
  await expect(page.getByText('No task is running')).toBeVisible();
  const icon = page.locator('link[rel="icon"]');
  await expect(icon).toHaveAttribute('href', /favicon\.svg$/);

  const first = await api.createUntil('needs_input', {
    title: 'First in line',
    description: 'say One\nsay Two\nsay Three\nsay Four\nask Which colour?\nresult {answer}',
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
  const rows = list.getByRole('button');
  await expect(rows).toHaveCount(3);
  await expect(rows.first()).toContainText('Which colour?');
  await expect(page.getByText(/^3 waiting · oldest/)).toBeVisible();
  await expect(page.getByRole('link', { name: /Inbox.*3 waiting/ })).toBeVisible();
  await expect(page).toHaveTitle('(3) Inbox · Taskhelm');
  await expect(icon).toHaveAttribute('href', /^data:image\/svg\+xml,.*%3E3%3C%2Ftext%3E/);

  const before = page.getByRole('list', { name: 'Messages before this' });
  await expect(before.getByRole('listitem')).toHaveText([/Two$/, /Three$/, /Four$/]);
  await page.getByRole('button', { name: 'Show earlier' }).click();
  await expect(before).toContainText('say One');
  await expect(page.getByRole('button', { name: 'Show earlier' })).toBeHidden();

  await page.getByRole('link', { name: 'Tasks', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tasks');
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await expect(page.getByRole('textbox', { name: /Which colour/ })).toBeFocused();
  await page.keyboard.type('Green');
  await page.keyboard.press('Control+Enter');
  const open = page.getByRole('region', { name: 'Second in line' });
  await expect(open).toBeFocused();
  await expect(open).toContainText('http_request');
  await page.keyboard.press('a');
  await expect(page.getByRole('radio', { name: /^Approve/ })).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('region', { name: 'Third in line' })).toBeVisible();
  await expect(rows).toHaveCount(1);

  await page.keyboard.press('2');
  await expect(page.getByRole('radio', { name: 'M' })).toBeChecked();
  await page.reload();
  await expect(page.getByRole('radio', { name: 'M' })).toBeChecked();
  await api.call(inputEndpoints.respond, {
    params: { id: third.session_id },
    body: { call_id: third.inputs[0]?.call_id, answers: ['S'] },
  });
  await expect(page.getByRole('status').filter({ hasText: 'Answered by bootstrap' })).toBeVisible();
  await expect(rows).toContainText('Answered by bootstrap');
  await expect(page.getByRole('radio', { name: 'M' })).toBeChecked();
  await page.getByRole('link', { name: 'Open task' }).click();
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('S');
  expect((await api.waitFor(first.id, 'completed')).result).toBe('Green');
  await api.waitFor(second.id, 'completed');

  await page.goto('/inbox?state=answered');
  const answered = page.getByRole('list', { name: 'Answered requests' }).getByRole('button');
  await expect(answered.first()).toContainText('answered S');
  await expect(page.getByRole('region', { name: 'Third in line' })).toContainText('via the API');
});

test('What is snoozed is gone from the list and the badge until it wakes, and the address says what is shown', async ({
  signedInPage: page,
  api,
}) => {
  for (const [agent, question] of [
    ['researcher', 'Which colour?'],
    ['coordinator', 'Which size?'],
  ]) {
    await api.createUntil('needs_input', {
      agent,
      title: `Asks ${question}`,
      description: `ask ${question}`,
    });
  }
  await page.goto('/inbox');
  const rows = page.getByRole('list', { name: 'Waiting requests' }).getByRole('button');
  await expect(rows).toHaveCount(2);
  await expect(page.getByRole('textbox', { name: /Which colour/ })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(rows.first()).toBeFocused();
  await page.keyboard.press('h');
  await page.getByRole('menuitem', { name: '1 hour' }).click();
  await expect(rows).toHaveText([/Which size/]);
  await expect(page.getByRole('link', { name: /Inbox.*1 waiting/ })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rows).toHaveText([/Which colour/, /Which size/]);
  await expect(page.getByRole('link', { name: /Inbox.*2 waiting/ })).toBeVisible();

  await rows.first().click();
  await page.getByRole('button', { name: 'Snooze' }).click();
  await page.getByRole('menuitem', { name: 'Until' }).click();
  await page.getByRole('textbox', { name: 'Date and time' }).fill('2020-01-01T09:00');
  await page.getByRole('dialog').getByRole('button', { name: 'Snooze' }).click();
  await expect(page.getByText('Choose a time to come')).toBeVisible();
  const inTwoDays = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  await page.getByRole('textbox', { name: 'Date and time' }).fill(`${inTwoDays}T09:00`);
  await page.getByRole('dialog').getByRole('button', { name: 'Snooze' }).click();
  await expect(rows).toHaveText([/Which size/]);

  await page.getByRole('link', { name: 'Snoozed 1' }).click();
  await expect(page.getByRole('region', { name: 'Asks Which colour?' })).toContainText('wakes in');
  await expect(page).toHaveURL(/\/inbox\?state=snoozed&item=[0-9a-f-]{36}$/);
  await page.reload();
  await page.getByRole('button', { name: 'Wake now' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing is snoozed' })).toBeVisible();

  await page.getByRole('link', { name: 'Waiting 2' }).click();
  await page.getByRole('combobox', { name: 'Order' }).selectOption('Newest first');
  await expect(rows).toHaveText([/Which size/, /Which colour/]);
  await page.getByRole('combobox', { name: 'Agent' }).selectOption('coordinator');
  await expect(rows).toHaveText([/Which size/]);
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('Approvals');
  await expect(page.getByRole('heading', { name: 'No approvals of coordinator here' })).toBeVisible();
  await expect(page).toHaveURL('/inbox?agent=coordinator&kind=confirmation&sort=newest');
  await page.getByRole('link', { name: 'Show all' }).click();
  await expect(rows).toHaveText([/Which size/, /Which colour/]);
});

test('On a phone one goes from the list to a request and back by touch', async ({ openPage, api }) => {
  const first = await api.createUntil('needs_input', {
    title: 'First by touch',
    description: 'say Hello\nask Which size? | S | M\nresult {answer}',
  });
  await api.createUntil('needs_input', { title: 'Second by touch', description: 'ask Which colour?' });
  const page = await openPage({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  await page.goto('/inbox');
  const rows = page.getByRole('list', { name: 'Waiting requests' }).getByRole('button');
  await expect(rows).toHaveCount(2);
  await expect(page.getByRole('form')).toHaveCount(0);
  expect(await smallTargets(page)).toEqual([]);
  await rows.first().tap();
  const open = page.getByRole('region', { name: 'First by touch' });
  await expect(open).toBeFocused();
  await expect(page.getByRole('list', { name: 'Messages before this' })).toContainText('Hello');
  expect(await smallTargets(page)).toEqual([]);
  await page.getByRole('button', { name: 'All', exact: true }).tap();
  await expect(rows.first()).toBeFocused();
  await rows.first().tap();
  await page.getByText('M', { exact: true }).tap();
  await page.getByRole('button', { name: 'Send and next' }).tap();
  await expect(page.getByRole('region', { name: 'Second by touch' })).toBeVisible();
  expect((await api.waitFor(first.id, 'completed')).result).toBe('M');
});

/** What a finger may miss: controls of the inbox that are not 44 px high. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('main :is(button, select, textarea, label, nav a, header a)')]
      .map((element) => ({ element, height: element.getBoundingClientRect().height }))
      .filter(({ element, height }) => height > 1 && height < 44 && !element.querySelector('select'))
      .map(({ element, height }) => `${element.tagName} ${element.textContent}: ${height}`),
  );
}

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
