import { agentEndpoints, inputEndpoints, taskEndpoints } from '@taskhelm/contract';
import { readFile } from 'node:fs/promises';
import { expect, test } from './fixtures/test.ts';

const call = (tool: string, input: object): string => `call ${tool} ${JSON.stringify(input)}`;

test('A person follows a family from its root to the task that waits for an answer', async ({
  signedInPage: page,
  api,
}) => {
  await api.call(agentEndpoints.create, {
    body: { name: 'e2e-lead', tools: ['create_task', 'ask_user', 'calculate'] },
  });
  const part = (title: string, description: string, wait: boolean): string =>
    call('create_task', { agent: 'e2e-lead', title, description, wait });
  const deepest = 'ask Which colour? | Red | Blue\nresult Painted';
  const root = await api.createTask({
    agent: 'e2e-lead',
    title: 'Paint the house',
    description: [
      part('<b>Buy paint</b>', 'result Bought', false),
      part('Paint the door', `${part('Choose a colour', deepest, true)}\nresult Door done`, true),
      'result All done',
    ].join('\n'),
  });
  await page.goto(`/tasks/${root.id}`);
  const details = page.getByRole('complementary', { name: 'Details' });
  const family = details.getByRole('region', { name: 'Family' });
  await expect(family).toContainText('It is a person’s turn in Choose a colour.');
  await expect(family.getByRole('listitem')).toHaveCount(4);
  await expect(family.getByRole('listitem').first()).toContainText('waits for a task below · this task');
  await expect(family.getByRole('listitem').filter({ hasText: '<b>Buy paint</b>' })).toContainText(
    'completed',
  );
  const health = page.getByRole('status', { name: 'Health' });
  await expect(health).toContainText('Waits for a task below');
  await expect(health).toContainText('It waits for 1 task below it.');
  await expect(page.getByText('waits for a delegated task')).toBeVisible();
  await expect(page.getByText('running for')).toHaveCount(0);
  const log = page.getByRole('log', { name: 'Conversation' });
  await expect(log.getByRole('link', { name: /Paint the door/ })).toContainText('Queued');
  await expect(log.getByRole('link', { name: /Buy paint/ })).toContainText('Completed');

  await family.getByRole('link', { name: 'Choose a colour' }).first().click();
  await expect(page.getByRole('heading', { name: 'Choose a colour', level: 1 })).toBeVisible();
  await expect(family).toContainText('It is a person’s turn in this task.');
  await page.getByRole('radio', { name: 'Blue' }).check();
  await page.keyboard.press('Control+Enter');
  await api.waitFor(root.id, 'completed');
  // Without a reload: the family is followed while anything in it is open.
  await expect(family.getByRole('listitem').filter({ hasText: 'completed' })).toHaveCount(4);
  await expect(family).not.toContainText('person’s turn');
  await family.getByRole('link', { name: 'Paint the house' }).click();
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('All done');
});

test('Saved files are read as text and downloaded as they are, whatever they claim to be', async ({
  signedInPage: page,
  api,
}) => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" onload="window.__ran=1"><script>window.__ran=1</script></svg>';
  const { id } = await api.createUntil('completed', {
    title: 'Files',
    description: [
      call('save_file', { name: 'report.csv', media_type: 'text/csv', content: 'a,b\n1,2\n' }),
      call('save_file', {
        name: '../<img src=x onerror=alert(1)>.svg',
        media_type: 'image/svg+xml',
        content: svg,
      }),
      call('save_file', {
        name: 'dot.png',
        media_type: 'image/png',
        content: 'iVBORw0KGgo=',
        encoding: 'base64',
      }),
      'result Saved',
    ].join('\n'),
  });
  await page.goto(`/tasks/${id}`);
  const files = page.getByRole('list', { name: 'Files of the task' });
  await expect(files.getByRole('listitem')).toHaveCount(3);
  await expect(files.getByRole('listitem', { name: 'report.csv' })).toContainText('text/csv · 8 B');
  await expect(files.getByRole('listitem', { name: 'dot.png' }).getByRole('button')).toHaveCount(0);

  const downloading = page.waitForEvent('download');
  await files.getByRole('link', { name: 'Download report.csv' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('report.csv');
  expect(await readFile(await download.path(), 'utf8')).toBe('a,b\n1,2\n');

  await page.getByRole('button', { name: /3 tool calls/ }).click();
  await page.getByRole('button', { name: /save_file.*report\.csv/ }).click();
  const again = page.waitForEvent('download');
  await page.getByRole('main').getByRole('link', { name: 'Download report.csv 8 B' }).click();
  expect(await readFile(await (await again).path(), 'utf8')).toBe('a,b\n1,2\n');

  await files.getByRole('button', { name: /^Preview .*\.svg$/ }).click();
  const preview = page.getByRole('dialog', { name: /\.svg$/ });
  await expect(preview.getByLabel('Content', { exact: true })).toHaveText(svg);
  await expect(preview.locator('img, object, iframe')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(preview).toBeHidden();
  expect(await page.evaluate(() => '__ran' in window)).toBe(false);
});

test('The header of a task keeps its height when the task goes on and ends', async ({
  signedInPage: page,
  api,
}) => {
  const { id, session_id } = await api.createTask({
    title: 'Steady',
    description: 'ask Go on? | Yes | No\nwait 600',
  });
  await page.goto(`/tasks/${id}`);
  const header = page.locator('header[data-sticky-header]');
  const height = async () => (await header.boundingBox())?.height;
  await expect(header).toContainText('Needs input');
  const before = await height();
  await api.call(inputEndpoints.respond, { params: { id: session_id }, body: { answers: ['Yes'] } });
  await expect(page.getByRole('status', { name: 'Health' })).toContainText('Healthy');
  expect(await height()).toBe(before);
  await api.call(taskEndpoints.cancel, { params: { id } });
  await expect(header).toContainText('Cancelled');
  expect(await height()).toBe(before);
});

test('A running task shows how it gets on and how much of its limits is used', async ({
  signedInPage: page,
  api,
}) => {
  const again = call('calculate', { expression: '1+1' });
  const { id } = await api.createTask({
    title: 'Round and round',
    description: `${again}\n${again}\n${again}\nwait 600`,
    limits: { max_steps: 5, on_limit: 'fail' },
  });
  await page.goto(`/tasks/${id}`);
  const health = page.getByRole('status', { name: 'Health' });
  await expect(health).toContainText('Looping');
  await expect(health).toContainText('calculate with the same arguments 3 times in a row');
  const use = page.getByRole('region', { name: 'Use and limits' });
  await expect(use).toContainText('3 of 5');
  await expect(use).toContainText('this model has no price');
  await expect(use).toContainText('it fails');

  await page.goto('/tasks');
  await expect(page.getByRole('row').filter({ hasText: 'Round and round' })).toContainText(
    'Looping: It called',
  );
  await api.call(taskEndpoints.cancel, { params: { id } });
  await expect(page.getByRole('row').filter({ hasText: 'Round and round' })).not.toContainText('Looping');
});
