import { agentEndpoints, modelEndpoints } from '@taskhelm/contract';
import { calls, refuses, says, startModelServer, type ModelServer } from '../bench/support/model-server.ts';
import { expect, test } from './fixtures/test.ts';

const KEY = 'sk-canary-of-the-journey';
const SCRIPTED = 'scripted:scripted';

const able = calls([{ name: 'echo', args: '{"word":"ready"}' }], 'ready');

let provider: ModelServer | undefined;
test.beforeAll(async () => {
  provider = await startModelServer();
  provider.behave('able', (response, request, count) =>
    (request.tools ? able : says('said by the model'))(response, request, count),
  );
  provider.behave('refusing', refuses(401, {}, `{"error":{"message":"bad key ${KEY}"}}`));
});
test.afterAll(() => provider?.close());

test('An administrator sets models up, tests them, prices one, makes it the default, and deletes one, by keyboard', async ({
  signedInPage: page,
  api,
  watch,
}) => {
  watch.expectAnswer(422);
  await page.goto('/settings/models');
  const models = page.getByRole('list', { name: 'Models' });
  const row = (name: string) => models.getByRole('listitem', { name, exact: true });
  const press = (name: string) => page.getByRole('button', { name, exact: true }).press('Enter');
  const dialog = page.getByRole('dialog');
  const field = (name: string) => dialog.getByRole('textbox', { name });

  await press('New model');
  await field('Name').fill('e2e-able');
  await dialog.getByRole('combobox', { name: 'Provider' }).selectOption('openai_compatible');
  await field('Model id').fill('able');
  await field('Base URL').fill('http://10.1.2.3/v1');
  await field('Base URL').press('Enter');
  await expect(dialog.getByText('MODEL_PRIVATE_HOSTS=10.1.2.3').first()).toBeVisible();
  await field('Base URL').fill(provider?.url ?? '');
  await field('Base URL').press('Enter');
  await expect(dialog).toBeHidden();
  await press('Test e2e-able');
  await expect(row('e2e-able')).toContainText(/Answered in [\d,]+ ms\. Tool calling works\./);

  await press('New model');
  await field('Name').fill('e2e-refusing');
  await dialog.getByRole('combobox', { name: 'Provider' }).selectOption('openai_compatible');
  await field('Model id').fill('refusing');
  await field('Base URL').fill(provider?.url ?? '');
  await dialog.getByLabel('API key').fill(KEY);
  await dialog.getByLabel('API key').press('Enter');
  await expect(row('e2e-refusing')).toContainText('key set');
  await press('Test e2e-refusing');
  await expect(row('e2e-refusing')).toContainText('refused the API key (HTTP 401). Check the key.');
  expect(await page.content()).not.toContain(KEY);

  await expect(row('e2e-able')).toContainText('no price');
  await press('Edit e2e-able');
  await field('Input price').fill('3');
  await field('Output price').fill('15');
  await field('Output price').press('Enter');
  await expect(row('e2e-able')).toContainText('$3.00 in, $15.00 out per million tokens');

  await press('Make e2e-able the default');
  try {
    await expect(row('e2e-able').getByText('Default', { exact: true })).toBeVisible();
    await expect(row(SCRIPTED).getByText('Default', { exact: true })).toBeHidden();
    await api.call(agentEndpoints.create, { body: { name: 'e2e-modelled', tools: [] } });
    const done = await api.createUntil('completed', { agent: 'e2e-modelled', title: 'Speak' });
    await page.goto(`/tasks/${done.id}`);
    await expect(page.getByRole('region', { name: 'Result' })).toContainText('said by the model');
  } finally {
    await api.call(modelEndpoints.update, { params: { id: SCRIPTED }, body: { is_default: true } });
  }

  await page.goto('/settings/models');
  await press('Delete e2e-refusing');
  await expect(page.getByText('Its key is deleted with it.')).toBeVisible();
  await press('Delete model');
  await expect(row('e2e-refusing')).toHaveCount(0);
  await expect(row('e2e-able')).toBeVisible();
});
