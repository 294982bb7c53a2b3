import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { agentEndpoints, z, type TaskDetail } from '@taskhelm/contract';
import { claimTasks } from '../src/runner/claim-repository.ts';
import { createCountingTool, type CountingTool } from './support/counting-tool.ts';
import { askingTask, createTask, eventsOf, getTask, respond, taskIn } from './support/tasks.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';
import { waitUntil } from './support/wait-until.ts';

const parameters = z.strictObject({ n: z.number() });

describe('a worker', () => {
  let server: TestServer;
  let once: CountingTool;
  let held: CountingTool;
  /** Lets the tool `hold` return. */
  let open: () => void;

  beforeEach(async () => {
    const gate = Promise.withResolvers<string>();
    open = () => gate.resolve('opened');
    once = createCountingTool({ name: 'count', parameters });
    held = createCountingTool({ name: 'hold', parameters, effect: 'read', run: () => gate.promise });
    server = await startTestServer({ overrides: { tools: new Map([...once.tools, ...held.tools]) } });
    await addAgent('worker');
  });
  afterEach(async () => {
    open();
    await server.stop();
  });

  const addAgent = (name: string, max: number | null = null) =>
    server.call(agentEndpoints.create, {
      body: { name, tools: ['count', 'hold', 'ask_user'], max_concurrent_tasks: max },
    });
  const add = (agent: string, more: object = {}): Promise<TaskDetail> =>
    createTask(server, { agent, description: 'call hold {"n":1}\nresult done', ...more });
  const running = (agent: string): Promise<number> =>
    server.context.prisma.task.count({ where: { status: 'in_progress', agent: { name: agent } } });
  const reasons = async (task: TaskDetail): Promise<string[]> =>
    (await eventsOf(server, task)).flatMap((event) => (event.type === 'status_change' ? [event.reason] : []));

  it('runs as many tasks at once as it may, and the next when one ends', async () => {
    const tasks = await Promise.all([1, 2, 3, 4, 5].map(() => add('worker')));
    await server.startWorker(3);
    await waitUntil('three to run', async () => held.runs.length === 3);
    expect(await running('worker')).toBe(3);
    open();
    for (const { id } of tasks) await taskIn(server, id, 'completed');
  });

  it('starts a task within a fraction of a second', async () => {
    await server.startWorker();
    const { id } = await createTask(server);
    const done = await taskIn(server, id, 'completed');
    expect(done.timing.queued_ms).toBeLessThan(1_000);
  });

  it("never exceeds an agent's max_concurrent_tasks, over all workers", async () => {
    await addAgent('narrow', 2);
    const description = 'call count {"n":1}\ncall count {"n":2}\nresult done';
    const tasks = await Promise.all(Array.from({ length: 14 }, () => add('narrow', { description })));
    await Promise.all([server.startWorker(), server.startWorker(), server.startWorker()]);
    const seen: number[] = [];
    await waitUntil('all to complete', async () => {
      seen.push(await running('narrow'));
      return (await server.context.prisma.task.count({ where: { status: 'completed' } })) === tasks.length;
    });
    expect(Math.max(...seen)).toBeLessThanOrEqual(2);
    expect(once.runs).toHaveLength(28);
  });

  it('gives a limited agent its place back when a task waits for a person', async () => {
    await addAgent('narrow', 1);
    await server.startWorker();
    const asking = await askingTask(server, { agent: 'narrow', description: 'ask What?\nresult {answer}' });
    const next = await add('narrow', { description: 'result done' });
    await taskIn(server, next.id, 'completed');
    await respond(server, asking, { answers: ['x'] });
    await taskIn(server, asking.id, 'completed');
  });

  it('claims for agents in turn, though one has a long queue', async () => {
    await addAgent('other');
    const queue = await Promise.all(Array.from({ length: 6 }, () => add('worker')));
    const late = [await add('other'), await add('other')];
    const claims = await claimTasks(server.context.prisma, crypto.randomUUID(), 4);
    const claimed = claims.map((claim) => claim.taskId);
    expect(claimed.filter((id) => late.some((task) => task.id === id))).toHaveLength(2);
    expect(claimed.filter((id) => queue.some((task) => task.id === id))).toHaveLength(2);
  });

  it('claims by priority, then by age', async () => {
    const order = ['normal', 'low', 'critical', 'high', 'normal'] as const;
    const ids: string[] = [];
    for (const priority of order) ids.push((await add('worker', { priority })).id);
    const claimed: string[] = [];
    for (let turn = 0; turn < order.length; turn += 1) {
      claimed.push(
        ...(await claimTasks(server.context.prisma, crypto.randomUUID(), 1)).map((claim) => claim.taskId),
      );
    }
    expect(claimed).toEqual([2, 3, 0, 4, 1].map((index) => ids[index]));
  });

  it('takes up the answer in another worker than the one that asked', async () => {
    const first = await server.startWorker();
    const task = await askingTask(server, {
      agent: 'worker',
      description: 'call count {"n":1}\nask What?\nresult {answer}',
    });
    await first.stop();
    await server.startWorker();
    await respond(server, task, { answers: ['go on'] });
    expect((await taskIn(server, task.id, 'completed')).result).toBe('go on');
    expect(once.runs).toEqual([{ n: 1 }]);
  });

  it('ends its step when it stops and hands its tasks back, and the next repeats nothing', async () => {
    const first = await server.startWorker();
    const task = await add('worker', {
      description: 'call count {"n":1}\ncall hold {"n":2}\ncall count {"n":3}\nresult done',
    });
    await waitUntil('the second tool', async () => held.runs.length === 1);
    const later = await add('worker');
    await waitUntil('the later task', async () => held.runs.length === 2);
    const stopped = first.stop();
    expect((await getTask(server, task.id)).status).toBe('in_progress');
    open();
    await stopped;
    expect(await getTask(server, task.id)).toMatchObject({ status: 'pending', failure: null });
    expect(once.runs).toEqual([{ n: 1 }]);
    await server.startWorker();
    const done = await taskIn(server, task.id, 'completed');
    await taskIn(server, later.id, 'completed');
    expect([once.runs, held.runs.length]).toEqual([[{ n: 1 }, { n: 3 }], 2]);
    expect(await reasons(done)).toEqual(['created', 'claimed', 'drained', 'claimed', 'finished']);
    expect(await server.context.prisma.task.findUnique({ where: { id: task.id } })).toMatchObject({
      crashes: 0,
      ownerId: null,
    });
  });

  it('recovers the task of a worker whose lease has run out and who is gone', async () => {
    const task = await add('worker', { description: 'call count {"n":1}\nresult done' });
    const gone = crypto.randomUUID();
    expect(await claimTasks(server.context.prisma, gone, 1)).toEqual([{ taskId: task.id, attempt: 1 }]);
    await server.context.prisma.task.update({
      where: { id: task.id },
      data: { leaseExpiresAt: new Date(0) },
    });
    await server.startWorker();
    const done = await taskIn(server, task.id, 'completed');
    expect(await reasons(done)).toEqual(['created', 'claimed', 'worker_lost', 'claimed', 'finished']);
    expect(once.runs).toEqual([{ n: 1 }]);
  });

  it('recovers the task of a dead worker before its lease has run out', async () => {
    const task = await add('worker', { description: 'result done' });
    await claimTasks(server.context.prisma, crypto.randomUUID(), 1);
    await server.startWorker();
    expect(await reasons(await taskIn(server, task.id, 'completed'))).toContain('worker_lost');
  });

  it('goes on after the last recorded step of a worker that is lost in the middle, and fences that worker', async () => {
    await server.startWorker();
    const task = await add('worker', { description: 'call count {"n":1}\ncall hold {"n":2}\nresult done' });
    await waitUntil('the second tool', async () => held.runs.length === 1);
    await server.context.prisma.worker.deleteMany();
    await server.startWorker();
    await waitUntil('the second tool again', async () => held.runs.length === 2);
    open();
    const done = await taskIn(server, task.id, 'completed');
    expect(once.runs).toEqual([{ n: 1 }]);
    const events = await eventsOf(server, done);
    expect(events.filter((event) => event.type === 'tool_result')).toHaveLength(2);
    expect(events.map((event) => event.seq)).toEqual(events.map((_event, index) => index + 1));
  });

  it('asks a person about a lost call that may have happened, and does not repeat it by itself', async () => {
    const gate = Promise.withResolvers<string>();
    const pay = createCountingTool({ name: 'pay', parameters, effect: 'once', run: () => gate.promise });
    const other = await startTestServer({ overrides: { tools: pay.tools } });
    try {
      await other.call(agentEndpoints.create, { body: { name: 'payer', tools: ['pay'] } });
      await other.startWorker();
      const { id } = await createTask(other, {
        agent: 'payer',
        description: 'call pay {"n":1}\nresult {output}',
      });
      await waitUntil('the payment', async () => pay.runs.length === 1);
      await other.context.prisma.worker.deleteMany();
      await other.startWorker();
      const asking = await taskIn(other, id, 'needs_input');
      expect(asking.inputs[0]).toMatchObject({ kind: 'question', title: 'Did pay happen?' });
      await respond(other, asking, { answers: ['done'] });
      expect((await taskIn(other, id, 'completed')).result).toContain('confirmed that this happened');
      expect(pay.runs).toHaveLength(1);
    } finally {
      gate.resolve('paid');
      await other.stop();
    }
  });

  it('gives a task up whose workers die five times at the same step', async () => {
    const task = await add('worker');
    const { prisma } = server.context;
    await prisma.task.update({ where: { id: task.id }, data: { crashes: 4, crashedSeq: task.last_seq } });
    await claimTasks(prisma, crypto.randomUUID(), 1);
    await server.startWorker();
    const failed = await taskIn(server, task.id, 'failed');
    expect(failed.failure?.code).toBe('worker_crashed');
    expect(held.runs).toEqual([]);
  });

  it('starts a delayed task when its time has come', async () => {
    await server.startWorker();
    const startAt = new Date(Date.now() + 700);
    const { id } = await createTask(server, { start_at: startAt.toISOString() });
    const done = await taskIn(server, id, 'completed');
    expect(Date.parse(done.started_at ?? '')).toBeGreaterThanOrEqual(startAt.getTime());
  });

  it('shows a tool that throws to the model, and goes on', async () => {
    await server.startWorker();
    const { id } = await createTask(server, {
      description: 'call calculate {"expression":"1/"}\ncall nothing {}\nresult went on',
    });
    const done = await taskIn(server, id, 'completed');
    const results = (await eventsOf(server, done)).flatMap((event) =>
      event.type === 'tool_result' ? [event.status] : [],
    );
    expect([done.result, results]).toEqual(['went on', ['error', 'error']]);
  });

  it('fails a task whose model fails, with its words', async () => {
    await server.startWorker();
    const { id } = await createTask(server, { description: 'fail The model is out of paper.' });
    const failed = await taskIn(server, id, 'failed');
    expect(failed).toMatchObject({
      failure: { code: 'script_failed', message: expect.stringContaining('out of paper') },
      result: null,
    });
  });
});
