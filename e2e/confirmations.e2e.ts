import type { Page } from '@playwright/test';
import { agentEndpoints } from '@taskhelm/contract';
import { expect, test } from './fixtures/test.ts';

const ASKS_TO_FETCH = 'call http_request {"url": "http://127.0.0.1/secret"}\nresult The tool said: {output}';

test('A person approves a tool call, and the agent gets what the tool said', async ({
  signedInPage: page,
  api,
}) => {
  const { id } = await api.createUntil('needs_input', {
    agent: 'assistant',
    title: 'Approve me',
    description: ASKS_TO_FETCH,
  });
  await page.goto(`/tasks/${id}`);
  const panel = page.getByRole('region', { name: 'assistant needs input' });
  await expect(panel).toContainText('asks for approval');
  await expect(panel).toContainText('http_request');
  await expect(panel).toContainText('It only reads.');
  await expect(panel.getByLabel('Arguments', { exact: true })).toContainText('http://127.0.0.1/secret');
  await panel.getByRole('button', { name: 'Send' }).click();
  await expect(panel.getByText('Choose what happens first')).toBeVisible();
  expect((await api.task(id)).status).toBe('needs_input');

  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('a');
  await expect(panel.getByRole('radio', { name: 'Approve' })).toBeChecked();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('region', { name: 'Result' })).toContainText(/127\.0\.0\.1|public|private/);
  await expect(page.getByRole('log')).toContainText('Approved by');
  await expect(page.getByRole('button', { name: /http_request.*Error/ })).toBeVisible();
});

test('A person edits the arguments, and the tool runs with those', async ({ signedInPage: page, api }) => {
  const { id } = await api.createUntil('needs_input', {
    agent: 'assistant',
    title: 'Edit me',
    description: ASKS_TO_FETCH,
  });
  await page.goto(`/tasks/${id}`);
  await page.getByRole('radio', { name: 'Edit arguments' }).check();
  const args = page.getByRole('textbox', { name: /Arguments to run with/ });
  await expect(args).toHaveValue(/127\.0\.0\.1\/secret/);
  await args.fill('{"url": ');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText('This is not a JSON object')).toBeVisible();
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect(args).toHaveValue(/127\.0\.0\.1\/secret/);
  await args.fill('{"url": "http://10.0.0.1/edited"}');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('region', { name: 'Result' })).toBeVisible();
  await expect(page.getByRole('log')).toContainText('Approved with edited arguments');
  await expect(page.getByLabel('Arguments it ran with', { exact: true })).toContainText(
    'http://10.0.0.1/edited',
  );
  await expect(page.getByRole('log')).toContainText('http://127.0.0.1/secret');
});

test('Arguments that the tool does not take are refused at their field', async ({
  signedInPage: page,
  api,
  watch,
}) => {
  watch.expectAnswer(422);
  const { id } = await api.createUntil('needs_input', {
    agent: 'assistant',
    title: 'Edit me badly',
    description: ASKS_TO_FETCH,
  });
  await page.goto(`/tasks/${id}`);
  await page.getByRole('radio', { name: 'Edit arguments' }).check();
  await page.getByRole('textbox', { name: /Arguments to run with/ }).fill('{"url": 7}');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('alert')).toContainText('Not sent.');
  await expect(page.getByRole('textbox', { name: /Arguments to run with/ })).toHaveAttribute(
    'aria-invalid',
    'true',
  );
  expect((await api.task(id)).status).toBe('needs_input');
});

test('A person rejects a tool call with a reason; it never runs and the agent reads the reason', async ({
  signedInPage: page,
  api,
}) => {
  const { id } = await api.createUntil('needs_input', {
    agent: 'assistant',
    title: 'Reject me',
    description: ASKS_TO_FETCH,
  });
  await page.goto(`/tasks/${id}`);
  await focusPage(page);
  await page.keyboard.press('d');
  await expect(page.getByRole('radio', { name: 'Reject' })).toBeChecked();
  await page
    .getByRole('textbox', { name: 'Reason for the agent' })
    .fill('That host is none of your business');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('region', { name: 'Result' })).toContainText(
    'That host is none of your business',
  );
  const card = page.getByRole('button', { name: /http_request.*Rejected/ });
  await expect(card).toBeVisible();
  await card.click();
  await expect(page.getByRole('log')).toContainText('“That host is none of your business”');
  const { inputs } = await api.task(id);
  expect(inputs[0]).toMatchObject({
    decision: 'reject',
    message: 'That host is none of your business',
    via: 'dashboard',
  });
});

test('A reviewer reads what is new about a call, and how it differs from the last one that was approved', async ({
  signedInPage: page,
  api,
}) => {
  const agent = 'e2e-reviewed';
  await api.call(agentEndpoints.create, {
    body: { name: agent, tools: ['http_request'], confirm_tools: ['http_request'] },
  });
  const ask = async (title: string, args: object) => {
    const description = `call http_request ${JSON.stringify(args)}\nresult Done`;
    const { id } = await api.createUntil('needs_input', { agent, title, description });
    await page.goto(`/tasks/${id}`);
    return page
      .getByRole('region', { name: `${agent} needs input` })
      .getByRole('note', { name: 'To consider' });
  };
  const first = await ask('The first call', { url: 'http://127.0.0.1/one', headers: { 'X-Old': '1' } });
  await expect(first).toContainText('This agent has never used this tool before.');
  await expect(first).toContainText('This agent has never reached 127.0.0.1 before.');
  await expect(first).not.toContainText('approved');
  await page.getByRole('radio', { name: 'Approve' }).check();
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('region', { name: 'Result' })).toBeVisible();

  const second = await ask('The second call', {
    url: 'http://10.0.0.2/<b>two</b>',
    method: 'HEAD',
    headers: {},
  });
  await expect(second).toContainText('Other arguments were approved');
  await expect(second).toContainText('This agent has never reached 10.0.0.2 before.');
  await expect(second).not.toContainText('never used this tool');
  const differences = second.getByLabel('Differences from the last approved call');
  await expect(differences.locator('del').first()).toHaveText('"http://127.0.0.1/one"');
  await expect(differences.locator('ins').first()).toHaveText('"http://10.0.0.2/<b>two</b>"');
  await expect(differences).toContainText('methodnew "HEAD"');
  await expect(differences).toContainText('headers.X-Old"1" is gone');
});

async function focusPage(page: Page): Promise<void> {
  await expect(page.getByRole('region', { name: 'assistant needs input' })).toBeVisible();
  await page.getByRole('heading', { level: 1 }).click();
}
