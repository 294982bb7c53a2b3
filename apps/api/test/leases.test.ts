import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { taskEndpoints } from '@taskhelm/contract';
import { keepConnection, type KeptConnection } from '../src/db/kept-connection.ts';
import { claimTasks, renewLeases } from '../src/runner/claim-repository.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';

let server: TestServer;
let connection: KeptConnection;
beforeAll(async () => {
  server = await startTestServer();
  const { databaseUrl, logger } = server.context;
  connection = await keepConnection({ databaseUrl, name: 'test', logger, prepare: async () => undefined });
});
afterAll(async () => {
  await connection.close();
  await server.stop();
});

test('a lease is renewed for a task that runs, and not for one that the worker has only in its row', async () => {
  const { prisma, newId } = server.context;
  for (const title of ['Runs', 'Was forgotten'])
    await server.call(taskEndpoints.create, { body: { agent: 'researcher', title } });
  const workerId = newId();
  const [runs, forgotten] = await claimTasks(prisma, workerId, 2);
  if (!runs || !forgotten) throw new Error('two tasks were to be claimed');
  const leaseOf = async (id: string): Promise<Date | null> =>
    (await prisma.task.findUniqueOrThrow({ where: { id } })).leaseExpiresAt;
  const before = await leaseOf(forgotten.taskId);
  expect(await renewLeases(connection, workerId, [runs.taskId])).toEqual([runs]);
  expect(await leaseOf(forgotten.taskId)).toEqual(before);
  expect(await renewLeases(connection, newId(), [runs.taskId])).toEqual([]);
});
