import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { taskEndpoints } from '@taskhelm/contract';
import { applyMigrations } from '@taskhelm/prisma/migrate';
import pg from 'pg';
import { restoreBackup } from '../src/backup/restore-backup.ts';
import { writeBackup } from '../src/backup/write-backup.ts';
import { migrateDatabase } from '../src/db/prepare-database.ts';
import { createTestDatabase, startTestServer, type TestServer } from './support/test-server.ts';
import { waitUntil } from './support/wait-until.ts';

describe('a backup', () => {
  let folder: string;
  let original: TestServer;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taskhelm-backup-'));
    original = await startTestServer();
  });
  afterAll(async () => {
    await original.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const create = async (title: string, description: string): Promise<string> =>
    (await original.call(taskEndpoints.create, { body: { agent: 'researcher', title, description } })).body
      .id;
  const statusIn = async (server: TestServer, id: string) =>
    (await server.call(taskEndpoints.get, { params: { id } })).body.status;
  const emptyServer = async (): Promise<TestServer> => {
    const server = await startTestServer();
    await server.context.prisma.agent.deleteMany();
    await server.context.prisma.languageModel.deleteMany();
    await server.context.prisma.apiToken.deleteMany();
    return server;
  };

  it('made while tasks run is restored elsewhere, where every task goes on to its end or still waits', async () => {
    const worker = await original.startWorker();
    const asking = await create('asks', 'say ä “quoted” \\ text\nask Which? | A | B\nresult {answer}');
    const running = await create('runs', 'say one\nwait 600\nresult two');
    await waitUntil('one waits and the model of the other is at work', async () => {
      const started = await original.context.prisma.taskEvent.count({
        where: { taskId: running, type: 'model_started' },
      });
      return started === 1 && (await statusIn(original, asking)) === 'needs_input';
    });
    const file = join(folder, 'full.gz');
    const written = await writeBackup(original.context.databaseUrl, file);
    const finished = await original.context.prisma.taskEvent.findMany({
      orderBy: [{ sessionId: 'asc' }, { seq: 'asc' }],
    });
    await original.call(taskEndpoints.cancel, { params: { id: running } });
    await worker.stop();

    const restored = await emptyServer();
    expect(await restoreBackup(restored.context.databaseUrl, file)).toBe(written);
    expect(
      await restored.context.prisma.taskEvent.findMany({ orderBy: [{ sessionId: 'asc' }, { seq: 'asc' }] }),
    ).toEqual(finished);
    await restored.startWorker();
    const detail = await waitUntil('the running task is taken up again', async () => {
      const { body } = await restored.call(taskEndpoints.get, { params: { id: running } });
      return body.attempt > 1 && body.status === 'in_progress' ? body : null;
    });
    expect(detail.title).toBe('runs');
    expect(await statusIn(restored, asking)).toBe('needs_input');
    await restored.call(taskEndpoints.cancel, { params: { id: running } });
    await restored.stop();
  });

  it('that is cut short, or goes into a database with rows, changes nothing', async () => {
    const file = join(folder, 'whole.gz');
    await writeBackup(original.context.databaseUrl, file);
    await expect(restoreBackup(original.context.databaseUrl, file)).rejects.toThrow('not empty');
    const cut = join(folder, 'cut.gz');
    const bytes = await readFile(file);
    await writeFile(cut, bytes.subarray(0, bytes.length - 200));
    const empty = await emptyServer();
    await expect(restoreBackup(empty.context.databaseUrl, cut)).rejects.toThrow();
    expect(await empty.context.prisma.agent.count()).toBe(0);
    await empty.stop();
  });

  it('of an earlier release is restored into a database of that release, which then comes to this one', async () => {
    const release = '20261123000000_init';
    const database = await createTestDatabase();
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    await applyMigrations(database.url, release);
    const file = join(import.meta.dirname, `../../../bench/faults/fixtures/${release}.gz`);
    expect(await restoreBackup(database.url, file)).toBeGreaterThan(0);
    const count = async (): Promise<unknown> =>
      (await client.query('SELECT status, count(*) FROM tasks GROUP BY 1 ORDER BY 1')).rows;
    const before = await count();
    expect(before).toContainEqual({ status: 'needs_input', count: '3' });
    await migrateDatabase(database.url);
    expect(await count()).toEqual(before);
    await client.end();
    await database.drop();
  });
});
