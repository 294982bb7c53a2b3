import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { agentEndpoints, inputEndpoints, taskEndpoints, z, type TaskDetail } from '@taskhelm/contract';
import { createApp } from '../src/app.ts';
import { createContext } from '../src/context.ts';
import { listen } from '../src/server.ts';
import { lockTask } from '../src/tasks/task-repository.ts';
import { createCountingTool } from './support/counting-tool.ts';
import { askingTask, createTask, eventsOf, getTask, respond, taskIn } from './support/tasks.ts';
import { startTestServer, TOKEN, type TestServer } from './support/test-server.ts';
import { waitUntil } from './support/wait-until.ts';

let aborted = 0;
const hang = createCountingTool({
  name: 'hang',
  parameters: z.strictObject({}),
  run: ({ signal }) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        aborted += 1;
        reject(new Error('stopped'));
      });
    }),
});

describe('cancelling a task', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ overrides: { tools: hang.tools } });
    await server.call(agentEndpoints.create, { body: { name: 'hanger', tools: ['hang', 'ask_user'] } });
  });
  afterAll(() => server.stop());

  const cancel = (id: string, reason?: string) =>
    server.call(taskEndpoints.cancel, { params: { id }, body: reason ? { reason } : {} });
  const acknowledged = (id: string): Promise<TaskDetail> =>
    waitUntil('the worker to have stopped', async () => {
      const task = await getTask(server, id);
      return task.cancel?.acknowledged_at ? task : null;
    });
  /** A child of `parent`, by the API. */
  const childOf = (parent: TaskDetail, description = 'result done') =>
    createTask(server, { parent_task_id: parent.id, description });

  describe('without a worker', () => {
    it('ends a pending task at once', async () => {
      const { id } = await createTask(server);
      const { status, body } = await cancel(id, 'changed my mind');
      expect(status).toBe(200);
      expect(body).toMatchObject({
        status: 'cancelled',
        result: null,
        allowed_actions: ['retry'],
        cancel: {
          reason: 'changed my mind',
          requested_by: { type: 'token', name: 'bootstrap' },
          acknowledged_at: null,
        },
      });
      expect(body.finished_at).not.toBeNull();
      expect((await eventsOf(server, body)).at(-1)).toMatchObject({
        type: 'status_change',
        from: 'pending',
        to: 'cancelled',
        reason: 'cancelled',
        note: 'changed my mind',
      });
    });

    it('answers a repeat with 200 and the unchanged task', async () => {
      const { id } = await createTask(server);
      const first = await cancel(id, 'first');
      const second = await cancel(id, 'second');
      expect(second.status).toBe(200);
      expect(second.body).toEqual(first.body);
    });

    it('refuses unknown keys and a reason that is too long, and cancels nothing', async () => {
      const { id } = await createTask(server);
      const unknown = await server.call(taskEndpoints.cancel, {
        params: { id },
        body: { why: 'x' } as never,
      });
      expect([unknown.status, unknown.body.details?.[0]?.code]).toEqual([422, 'unknown_key']);
      expect((await cancel(id, 'x'.repeat(501))).status).toBe(422);
      expect((await getTask(server, id)).status).toBe('pending');
    });

    it('ends all open descendants too, and leaves the finished ones', async () => {
      const parent = await createTask(server);
      const [child, finished] = [await childOf(parent), await childOf(parent)];
      const grandchild = await childOf(child);
      await cancel(finished.id, 'earlier');
      const { body } = await cancel(parent.id);
      expect(body.children).toEqual({ total: 2, by_status: { cancelled: 2 } });
      for (const { id } of [child, grandchild]) {
        const task = await getTask(server, id);
        expect(task.status).toBe('cancelled');
        expect((await eventsOf(server, task)).at(-1)).toMatchObject({
          to: 'cancelled',
          reason: 'parent_cancelled',
        });
      }
      expect((await getTask(server, finished.id)).cancel?.reason).toBe('earlier');
    });

    it('ends a child that was being created meanwhile', async () => {
      const parent = await createTask(server);
      const child = await childOf(parent);
      const { prisma, transact, tasks, newId } = server.context;
      const grandchild = newId();
      const { cancelling } = await transact(async (tx) => {
        await lockTask(tx, { id: child.id });
        await tasks.addTask(tx, {
          id: grandchild,
          agentId: parent.agent.id,
          title: 'Late',
          description: undefined,
          priority: 'normal',
          labels: [],
          metadata: {},
          limits: {},
          source: 'agent',
          createdBy: { type: 'agent', id: null, name: 'researcher' },
          parent: { id: child.id, rootId: parent.id, depth: 1, callId: null, awaited: false },
        });
        const begun = cancel(parent.id);
        await waitUntil('the cancel to wait for the child', async () => {
          const waiting = await prisma.$queryRaw<unknown[]>`
            SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
          return waiting.length > 0;
        });
        return { cancelling: begun };
      });
      expect((await cancelling).status).toBe(200);
      expect((await getTask(server, grandchild)).status).toBe('cancelled');
    });
  });

  describe('with a worker', () => {
    beforeAll(async () => {
      await server.startWorker(60);
    });

    it('stops a model call that is under way', async () => {
      const { id } = await createTask(server, { description: 'wait 600\nresult never' });
      await waitUntil('the model call', async () => (await getTask(server, id)).last_seq >= 4);
      const { body } = await cancel(id);
      expect(body.status).toBe('cancelled');
      const stopped = await acknowledged(id);
      const types = (await eventsOf(server, stopped)).map((event) => event.type);
      expect(types.slice(-2)).toEqual(['model_started', 'status_change']);
      const stoppedAfter =
        Date.parse(stopped.cancel?.acknowledged_at ?? '') - Date.parse(stopped.cancel?.requested_at ?? '');
      expect(stoppedAfter).toBeLessThan(2_000);
    });

    it('aborts a tool that is running, and records no result of it', async () => {
      const { id } = await createTask(server, { agent: 'hanger', description: 'call hang {}\nresult never' });
      await waitUntil('the tool', async () => hang.runs.length === 1);
      await cancel(id);
      const stopped = await acknowledged(id);
      expect(aborted).toBe(1);
      const types = (await eventsOf(server, stopped)).map((event) => event.type);
      expect(types.slice(-2)).toEqual(['tool_started', 'status_change']);
    });

    it('withdraws the question that waits', async () => {
      const task = await askingTask(server, { description: 'ask What?\nresult {answer}' });
      const { body } = await cancel(task.id);
      expect(body).toMatchObject({
        status: 'cancelled',
        pending_input: null,
        waiting_since: null,
        inputs: [{ state: 'withdrawn', answers: null }],
      });
      const inbox = await server.call(inputEndpoints.list);
      expect(inbox.body.data.map((input) => input.task_id)).not.toContain(task.id);
    });

    it('409 with the status for a completed and for a failed task, which stay as they are', async () => {
      const completed = await taskIn(server, (await createTask(server)).id, 'completed');
      const failed = await taskIn(
        server,
        (await createTask(server, { description: 'fail no luck' })).id,
        'failed',
      );
      for (const task of [completed, failed]) {
        const { status, body } = await cancel(task.id, 'too late');
        expect([status, body.code]).toEqual([409, 'task_final']);
        expect(body.error).toContain(task.status);
        expect(await getTask(server, task.id)).toEqual(task);
      }
    });

    it('reaches children that run and that wait, when their parent is cancelled', async () => {
      const parent = await createTask(server, { description: 'wait 600\nresult never' });
      const [runs, waits] = [
        await childOf(parent, 'wait 600\nresult never'),
        await childOf(parent, 'ask What?\nresult {answer}'),
      ];
      await taskIn(server, runs.id, 'in_progress');
      await taskIn(server, waits.id, 'needs_input');
      expect((await getTask(server, parent.id)).waiting_on).toHaveLength(1);
      await cancel(parent.id);
      await acknowledged(runs.id);
      expect((await getTask(server, waits.id)).inputs[0]?.state).toBe('withdrawn');
      expect((await getTask(server, parent.id)).waiting_on).toEqual([]);
    });

    it('stops the worker of another process', async () => {
      const { config, databaseUrl, logger } = server.context;
      const other = await createContext({ config: { ...config, role: 'api' }, databaseUrl, logger });
      const http = await listen(createApp(other), { host: '127.0.0.1', port: 0 });
      try {
        const { id } = await createTask(server, { description: 'wait 600\nresult never' });
        await taskIn(server, id, 'in_progress');
        const answer = await fetch(`http://127.0.0.1:${http.port}/api/v1/tasks/${id}`, {
          method: 'DELETE',
          headers: { authorization: `Bearer ${TOKEN}` },
        });
        expect(answer.status).toBe(200);
        expect((await acknowledged(id)).status).toBe('cancelled');
      } finally {
        await http.close();
        await other.close();
      }
    });

    it('leaves one end, equal to the status and to the answer, when the task completes at the same time, fifty times', async () => {
      const tasks = await Promise.all(
        Array.from({ length: 50 }, () =>
          createTask(server, { description: 'call calculate {"expression":"1"}\nresult done' }),
        ),
      );
      const answers = await Promise.all(
        tasks.map(async ({ id }, index) => {
          await waitUntil('a step', async () => (await getTask(server, id)).last_seq > 2 + (index % 8));
          return cancel(id);
        }),
      );
      for (const [index, { id }] of tasks.entries()) {
        const task = await getTask(server, id);
        const ends = (await eventsOf(server, task)).filter(
          (event) =>
            event.type === 'status_change' && ['completed', 'failed', 'cancelled'].includes(event.to),
        );
        expect(ends).toMatchObject([{ to: task.status, seq: task.last_seq }]);
        expect(answers[index]?.status).toBe(task.status === 'cancelled' ? 200 : 409);
        expect(task.result).toBe(task.status === 'completed' ? 'done' : null);
      }
    });

    it('never runs on after a cancel that meets the answer', async () => {
      const tasks = await Promise.all(
        Array.from({ length: 20 }, () => askingTask(server, { description: 'ask What?\nresult {answer}' })),
      );
      for (const task of tasks) {
        const [answered, cancelled] = await Promise.all([
          respond(server, task, { answers: ['x'] }),
          cancel(task.id),
        ]);
        expect([200, 409]).toContain(answered.status);
        const after = await getTask(server, task.id);
        if (cancelled.status === 200) expect(after).toMatchObject({ status: 'cancelled', result: null });
        expect(after.inputs[0]?.state).toBe(answered.status === 200 ? 'answered' : 'withdrawn');
      }
    });
  });
});
