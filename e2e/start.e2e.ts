import { inputEndpoints } from '@taskhelm/contract';
import { createApi } from './fixtures/api.ts';
import { expect, test } from './fixtures/test.ts';
import {
  freePort,
  isAlive,
  makeDataDir,
  postgresPid,
  removeDataDir,
  runToEnd,
  startTaskhelm,
  type Ended,
} from './fixtures/taskhelm.ts';

test('A start that cannot work says why in one line, exits with 1, and harms nobody', async ({
  taskhelm,
  api,
}) => {
  const { id } = await api.createUntil('in_progress', { title: 'Runs meanwhile', description: 'wait 60' });
  const unused = await makeDataDir();
  const port = String(await freePort());
  const start = (settings: Record<string, string>): Promise<Ended> =>
    runToEnd('scripts/start.ts', { PORT: port, DATA_DIR: unused, ...settings });

  expectRefusal(
    await start({ DATA_DIR: taskhelm.dataDir }),
    /data directory is in use by another running Taskhelm/,
  );
  expectRefusal(await start({ PORT: String(taskhelm.port) }), new RegExp(`port ${taskhelm.port} is in use`));
  expectRefusal(await start({ DATABASE_URL: 'postgresql://taskhelm:hunter2@127.0.0.1:1/none' }), /database/i);
  expectRefusal(await start({ DATABASE_URL: 'mysql://127.0.0.1/none' }), /DATABASE_URL is not valid/);
  expectRefusal(
    await start({ WORKER_CONCURRENCY: 'many' }),
    /WORKER_CONCURRENCY is not valid: must be a whole number/,
  );
  expectRefusal(await start({ LOG_LEVEL: 'loud' }), /LOG_LEVEL is not valid/);

  expect(await isAlive(taskhelm.pid)).toBe(true);
  expect(await isAlive(await postgresPid(taskhelm.dataDir))).toBe(true);
  expect((await api.task(id)).status).toBe('in_progress');
  await removeDataDir(unused);
});

test('SIGTERM stops everything, and a start after it finds everything again', async () => {
  const first = await startTaskhelm();
  const task = await createApi(first.url).createUntil('needs_input', {
    title: 'Survives',
    description: 'ask Still there?\nresult {answer}',
  });
  const running = await createApi(first.url).createUntil('in_progress', {
    title: 'Gets interrupted',
    description: 'wait 4\nresult done',
  });
  const postgres = await postgresPid(first.dataDir);
  await first.stop();
  expect(await isAlive(first.pid)).toBe(false);
  expect(await isAlive(postgres)).toBe(false);
  await expect(fetch(first.url)).rejects.toThrow();

  const { dataDir, port } = first;
  const second = await startTaskhelm({ dataDir, port });
  const api = createApi(second.url);
  expect((await api.task(task.id)).inputs[0]).toMatchObject({ state: 'pending' });
  expect((await api.waitFor(running.id, 'completed')).result).toBe('done');
  await second.stop();
  await removeDataDir(dataDir);
});

test('After kill -9 a new start has the tasks and the question, and ends what was running; an open page recovers', async ({
  openPage,
  watch,
}) => {
  watch.expectNoServer();
  const killed = await startTaskhelm();
  const before = createApi(killed.url);
  const done = await before.createUntil('completed', { title: 'Was done', description: 'result kept' });
  const asked = await before.createUntil('needs_input', {
    title: 'Was asked',
    description: 'ask Which one?\nresult Took {answer}',
  });
  const page = await openPage({ signedIn: false, baseURL: killed.url });
  await page.goto(killed.signInLink);
  await expect(page.getByRole('row', { name: /Was asked/ })).toBeVisible();
  const running = await before.createUntil('in_progress', {
    title: 'Was running',
    description: 'say Begun\nwait 2\nresult Ended well',
  });
  const inbox = await page.context().newPage();
  await inbox.goto(`${killed.url}/inbox`);
  await expect(inbox.getByRole('list', { name: 'Messages before this' })).toBeVisible();
  const draft = inbox.getByRole('textbox', { name: /Which one/ });
  await draft.fill('Half an ans');
  await killed.kill();
  await expect(inbox.getByRole('status').filter({ hasText: 'The server cannot be read' })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'The server cannot be read' })).toBeVisible();
  await expect(page.getByRole('row', { name: /Was asked/ })).toBeVisible();

  const { dataDir, port } = killed;
  const restarted = await startTaskhelm({ dataDir, port });
  const api = createApi(restarted.url);
  expect(await api.task(done.id)).toMatchObject({ status: 'completed', result: 'kept' });
  expect((await api.waitFor(running.id, 'completed')).result).toBe('Ended well');
  const { inputs, session_id: sessionId } = await api.task(asked.id);
  await api.call(inputEndpoints.respond, {
    params: { id: sessionId },
    body: { call_id: inputs[0]?.call_id, answers: ['This one'] },
  });
  expect((await api.waitFor(asked.id, 'completed')).result).toBe('Took This one');
  await expect(inbox.getByRole('status').filter({ hasText: 'Answered by bootstrap' })).toBeVisible();
  await expect(draft).toHaveValue('Half an ans');

  await page.getByRole('button', { name: '1 new task' }).click();
  await expect(page.getByRole('row', { name: /Was running/ })).toContainText('Completed');
  await expect(page.getByText('The server cannot be read')).toBeHidden();
  await page.context().close();
  const postgres = await postgresPid(dataDir);
  await restarted.stop();
  expect(await isAlive(postgres)).toBe(false);
  await removeDataDir(dataDir);
});

function expectRefusal({ code, stdout, stderr }: Ended, reason: RegExp): void {
  expect(stderr).toMatch(/^Taskhelm cannot start: [^\n]+\n$/);
  expect(stderr).toMatch(reason);
  expect(stderr).not.toContain('hunter2');
  expect(stdout).toBe('');
  expect(code).toBe(1);
}
