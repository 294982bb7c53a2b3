import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { taskEndpoints, triggerEndpoints } from '@taskhelm/contract';
import { expect, test } from './fixtures/test.ts';

const run = promisify(execFile);

test('A schedule is made with a preview, run by hand, paused and deleted', async ({
  signedInPage: page,
  api,
  watch,
}) => {
  watch.expectAnswer(422);
  await page.goto('/tasks');
  await expect(page.getByRole('heading', { name: 'Tasks', level: 1 })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await expect(page.getByRole('heading', { name: 'Triggers', level: 1 })).toBeVisible();
  await page.getByRole('link', { name: 'New trigger' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('nightly-report');
  await page.getByRole('combobox', { name: 'Agent' }).selectOption('researcher');
  const preview = page.getByRole('status', { name: 'Preview of the schedule' });
  await page.getByRole('textbox', { name: 'Schedule' }).fill('61 * * * *');
  const [schedule, zone] = [
    page.getByRole('textbox', { name: 'Schedule' }),
    page.getByRole('combobox', { name: 'Time zone' }),
  ];
  await expect(schedule).toHaveAccessibleDescription(/Not a cron expression/);
  await schedule.fill('0 2 * * *');
  await zone.fill('Europe/Nowhere');
  await expect(zone).toHaveAccessibleDescription(/There is no time zone "Europe\/Nowhere"/);
  await expect(preview).toContainText('see what is wrong above');
  await zone.fill('Europe/Paris');
  await expect(preview).toContainText('At 02:00, every day');
  await expect(preview.getByRole('listitem')).toHaveCount(5);
  await expect(preview.getByRole('listitem').first()).toContainText('02:00');
  await page.getByRole('textbox', { name: 'Title of its tasks' }).fill('Report of {{fire.day}}');
  await page.getByRole('textbox', { name: 'Description of its tasks' }).fill('result done');
  await page.getByRole('button', { name: 'Create trigger' }).click();
  await expect(page.getByRole('textbox', { name: 'Title of its tasks' })).toHaveAccessibleDescription(
    /There is no field \{\{fire\.day\}\}/,
  );
  await page.getByRole('textbox', { name: 'Title of its tasks' }).fill('Report of {{fire.date}}');
  await page.getByRole('button', { name: 'Create trigger' }).click();

  await expect(page.getByRole('heading', { name: 'nightly-report', level: 1 })).toBeVisible();
  await page.getByRole('button', { name: 'Run now' }).click();
  await expect(page.getByRole('link', { name: 'Task of the last run' })).toBeVisible();
  const runs = page.getByRole('list', { name: 'Deliveries' });
  await expect(runs.getByRole('listitem')).toHaveCount(1);
  await runs.getByRole('link', { name: 'Open task' }).click();
  await expect(page.getByRole('link', { name: 'nightly-report' })).toBeVisible();
  const { data } = await api.call(taskEndpoints.list, { query: { trigger: 'nightly-report' } });
  expect(data).toHaveLength(1);

  await api.createUntil('completed', { title: 'Of nobody', description: 'result done' });
  await page.getByRole('link', { name: 'Show what started it' }).click();
  await expect(page.getByRole('heading', { name: 'nightly-report', level: 1 })).toBeVisible();
  const started = page.getByRole('region', { name: 'Delivery of a task' });
  await expect(started.getByRole('link', { name: 'Open task' })).toHaveAttribute(
    'href',
    `/tasks/${data[0]?.id}`,
  );
  await page.getByRole('link', { name: 'Show its tasks' }).click();
  await expect(page).toHaveURL(/\/tasks\?trigger=nightly-report$/);
  await expect(page.getByRole('row', { name: /Report of/ })).toHaveCount(1);
  await expect(page.getByRole('link', { name: 'Of nobody' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Trigger nightly-report; show any' }).click();
  await expect(page).toHaveURL('/tasks');

  const isOn = async () =>
    (await api.call(triggerEndpoints.get, { params: { id: 'nightly-report' } })).enabled;
  await page.goto('/triggers');
  const onOff = page.getByRole('switch', { name: 'nightly-report is on' });
  await onOff.focus();
  await page.keyboard.press('Space');
  await expect(page.getByText('Paused “nightly-report”')).toBeVisible();
  await expect.poll(isOn).toBe(false);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(onOff).toBeChecked();
  await expect.poll(isOn).toBe(true);
  await page.getByRole('link', { name: 'nightly-report' }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Delete trigger' }).click();
  await expect(page.getByRole('heading', { name: 'No triggers here yet' })).toBeVisible();
});

test('On a phone a trigger is switched beside its name', async ({ openPage, api }) => {
  const body = { kind: 'cron', name: 'by-touch', agent: 'researcher', title: 'T', cron: '@daily' } as const;
  const { id } = await api.call(triggerEndpoints.create, { body });
  const page = await openPage({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  for (const path of ['/triggers', `/triggers/${id}`]) {
    await page.goto(path);
    const name = await page.getByText('by-touch', { exact: true }).boundingBox();
    const onOff = await page.getByRole('switch', { name: 'by-touch is on' }).boundingBox();
    expect(onOff!.x).toBeGreaterThan(name!.x + name!.width);
    expect(onOff!.y).toBeLessThan(name!.y + name!.height);
    expect(onOff!.y + onOff!.height).toBeGreaterThan(name!.y);
  }
  await api.call(triggerEndpoints.remove, { params: { id } });
});

test('Changes to a trigger are not lost by leaving, nor those of others by saving', async ({
  signedInPage: page,
  api,
}) => {
  const body = { kind: 'cron', name: 'shared', agent: 'researcher', title: 'Old', cron: '@daily' } as const;
  const { id } = await api.call(triggerEndpoints.create, { body });
  await page.goto(`/triggers/${id}`);
  const [title, description] = ['Title', 'Description'].map((label) =>
    page.getByRole('textbox', { name: `${label} of its tasks` }),
  );
  await description!.fill('Mine');
  await page.getByRole('link', { name: 'Triggers', exact: true }).first().click();
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  await question.getByRole('button', { name: 'Stay' }).click();
  await expect(question).toBeHidden();
  await expect(description!).toHaveValue('Mine');

  await api.call(triggerEndpoints.update, { params: { id }, body: { title: 'Of a colleague' } });
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Saved “shared”')).toBeVisible();
  await expect(title!).toHaveValue('Of a colleague');
  const saved = await api.call(triggerEndpoints.get, { params: { id } });
  expect(saved).toMatchObject({ title: 'Of a colleague', description: 'Mine' });

  await page.getByRole('link', { name: 'Triggers', exact: true }).first().click();
  await expect(page.getByRole('heading', { name: 'Triggers', level: 1 })).toBeVisible();
  await api.call(triggerEndpoints.remove, { params: { id } });
});

test('A webhook shows its secret once, takes the sample request, and keeps a log', async ({
  signedInPage: page,
  api,
}) => {
  await page.goto('/triggers/new');
  await page.getByRole('radio', { name: 'When another program calls' }).check();
  await page.getByRole('textbox', { name: 'Name' }).fill('incoming');
  await page.getByRole('combobox', { name: 'Agent' }).selectOption('researcher');
  await page.getByRole('textbox', { name: 'Title of its tasks' }).fill('Said {{hello}}');
  await page.getByRole('textbox', { name: 'Description of its tasks' }).fill('result done');
  await page.getByRole('button', { name: 'Create trigger' }).click();
  const secret = await page.getByRole('textbox', { name: 'Secret' }).inputValue();
  expect(secret).toMatch(/^whsec_/);
  const sample = (await page.getByLabel('Sample request', { exact: true }).innerText()).replaceAll(
    /https?:\/\/[^/']+/g,
    new URL(page.url()).origin,
  );
  const { stdout } = await run('bash', ['-c', sample], { env: { ...process.env, WEBHOOK_SECRET: secret } });
  const answer = JSON.parse(stdout) as { outcome: string; task_id: string };
  expect(answer.outcome).toBe('accepted');
  expect((await api.task(answer.task_id)).title).toBe('Said world');

  await page.getByRole('button', { name: 'I have saved it' }).click();
  await expect(page.getByRole('heading', { name: 'incoming', level: 1 })).toBeVisible();
  await expect(page.getByText(secret)).toHaveCount(0);
  const log = page.getByRole('list', { name: 'Deliveries' });
  await expect(log.getByText('Accepted')).toHaveCount(1);
  await log.getByRole('button', { name: 'Redeliver' }).click();
  await expect(log.getByText('Sent again')).toHaveCount(1);
  await page.getByRole('textbox', { name: 'JSON to make a task from' }).fill('{"hello":');
  await page.getByRole('button', { name: 'Send test' }).click();
  await expect(page.getByText('This is not well-formed JSON')).toBeVisible();
  await page.getByRole('textbox', { name: 'JSON to make a task from' }).fill('{"hello": "test"}');
  await page.getByRole('button', { name: 'Send test' }).click();
  await expect(log.getByText('By hand')).toHaveCount(1);

  await page.getByRole('button', { name: 'Rotate: add a secret' }).click();
  const added = await page.getByRole('textbox', { name: 'Secret' }).inputValue();
  expect(added).not.toBe(secret);
  await page.getByRole('button', { name: 'I have saved it' }).click();
  await page.getByRole('button', { name: `Remove the secret ending in ${secret.slice(-4)}` }).click();
  await page.getByRole('button', { name: 'Remove secret', exact: true }).click();
  await expect(page.getByText(`…${secret.slice(-4)}`)).toHaveCount(0);
});
