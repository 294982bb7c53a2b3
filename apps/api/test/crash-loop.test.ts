import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TaskEventBody } from '@taskhelm/contract';
import { claimTasks } from '../src/runner/claim-repository.ts';
import { recoverTasks } from '../src/runner/recover-tasks.ts';
import { appendEvents } from '../src/tasks/task-transitions.ts';
import { createTask, getTask } from './support/tasks.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';

describe('a task whose worker dies again and again', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  /** A worker takes the task, writes `bodies`, and is gone; the others find that out. */
  const crash = async (taskId: string, ...bodies: TaskEventBody[]): Promise<void> => {
    const { prisma, transact, queue, newId } = server.context;
    await prisma.$executeRaw`UPDATE tasks SET run_at = now() WHERE id = ${taskId}::uuid`;
    const [claim] = await claimTasks(prisma, newId(), 1);
    if (claim?.taskId !== taskId) throw new Error('the task was to be claimed');
    await appendEvents(prisma, { ...claim, status: 'in_progress' }, bodies);
    await recoverTasks(transact, queue);
  };
  const begun: TaskEventBody = { type: 'model_started', model: 'scripted:scripted', step: 1 };
  const achieved: TaskEventBody = { type: 'message', role: 'assistant', text: 'Got on', by: null, step: 1 };

  it('fails with worker_crashed at the fifth time in a row that nothing came of it', async () => {
    const { id } = await createTask(server, {});
    for (let times = 1; times <= 4; times += 1) {
      await crash(id, begun);
      expect((await getTask(server, id)).status).toBe('pending');
    }
    await crash(id, begun);
    expect(await getTask(server, id)).toMatchObject({
      status: 'failed',
      failure: { code: 'worker_crashed' },
    });
  });

  it('goes on for as long as each worker gets it a little further', async () => {
    const { id } = await createTask(server, {});
    for (let times = 1; times <= 7; times += 1) await crash(id, begun, achieved);
    expect((await getTask(server, id)).status).toBe('pending');
  });
});
