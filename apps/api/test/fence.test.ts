import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { taskEndpoints, type TaskEventBody } from '@taskhelm/contract';
import type { PrismaClient } from '../src/db/client.ts';
import { sqlState } from '../src/db/sql-state.ts';
import { claimTasks, type Claim } from '../src/runner/claim-repository.ts';
import { openTaskLog } from '../src/runner/task-log.ts';
import { appendEvents, moveTask } from '../src/tasks/task-transitions.ts';
import { createTask, eventsOf, getTask } from './support/tasks.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';

const SAY: TaskEventBody = { type: 'message', role: 'assistant', text: 'late', by: null, step: 1 };

/** A database whose connection ends once, before or after it has stored what it was given. */
function awayOnce(
  prisma: PrismaClient,
  moment: 'before' | 'after',
): { prisma: PrismaClient; count: () => number } {
  let outages = 0;
  const end = (): never => {
    outages += 1;
    throw new Error('Connection terminated unexpectedly');
  };
  const execute = async (...statement: Parameters<PrismaClient['$executeRaw']>): Promise<number> => {
    if (outages > 0) return prisma.$executeRaw(...statement);
    if (moment === 'after') await prisma.$executeRaw(...statement);
    return end();
  };
  const away = new Proxy(prisma, {
    get: (target, key) => (key === '$executeRaw' ? execute : Reflect.get(target, key, target)),
  });
  return { prisma: away, count: () => outages };
}

describe('the fence around a task', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  const claim = async (id?: string): Promise<Claim> => {
    const taskId = id ?? (await createTask(server)).id;
    const claims = await claimTasks(server.context.prisma, crypto.randomUUID(), 500);
    const own = claims.find((each) => each.taskId === taskId);
    if (!own) throw new Error('the task was not claimed');
    return own;
  };
  const giveBack = ({ taskId, attempt }: Claim) =>
    moveTask(server.context.prisma, {
      taskId,
      attempt,
      from: 'in_progress',
      to: 'pending',
      reason: 'drained',
    });
  /** The SQLSTATE with which the database refuses. */
  const refusal = (statement: Promise<unknown>): Promise<string | null> =>
    statement.then(
      () => 'accepted',
      (error: unknown) => sqlState(error),
    );
  const insertEvent = (
    task: { id: string; session_id: string },
    event: { seq: number; attempt: number },
  ) => server.context.prisma.$executeRaw`
    INSERT INTO task_events (session_id, seq, task_id, type, attempt, agent_name, body)
    VALUES (${task.session_id}::uuid, ${event.seq}, ${task.id}::uuid, 'error', ${event.attempt}, 'x', '{}')`;

  it('refuses an event of an attempt that is over, by the statement that appends', async () => {
    const held = await claim();
    expect(await appendEvents(server.context.prisma, { ...held, status: 'in_progress' }, [SAY])).toBe(true);
    expect(await giveBack(held)).toBe(true);
    const before = await getTask(server, held.taskId);
    expect(await appendEvents(server.context.prisma, { ...held, status: 'in_progress' }, [SAY])).toBe(false);
    expect(await claim(held.taskId)).toEqual({ taskId: held.taskId, attempt: held.attempt + 2 });
    expect(await appendEvents(server.context.prisma, { ...held, status: 'in_progress' }, [SAY])).toBe(false);
    expect((await getTask(server, held.taskId)).last_seq).toBe(before.last_seq + 1);
  });

  it('stops a worker that writes to the log of a task it has lost', async () => {
    const held = await claim();
    const { session_id: sessionId } = await getTask(server, held.taskId);
    const { prisma, faults } = server.context;
    const { signal } = new AbortController();
    const log = await openTaskLog({ prisma, faults, signal, onAppend: () => undefined }, held, sessionId);
    await giveBack(held);
    await expect(log.append([SAY])).rejects.toMatchObject({ name: 'TaskLostError' });
    expect(log.events.map((event) => event.seq)).toEqual([1, 2, 3]);
    expect(log.refused).toEqual([SAY]);
  });

  it.each(['before', 'after'] as const)(
    'writes once what was appended while the database went away, %s it was stored',
    async (moment) => {
      const held = await claim();
      const task = await getTask(server, held.taskId);
      const { prisma: real, faults } = server.context;
      const outage = awayOnce(real, moment);
      const { signal } = new AbortController();
      const parts = { prisma: outage.prisma, faults, signal, onAppend: () => undefined };
      const log = await openTaskLog(parts, held, task.session_id);
      const known = log.events.length;
      await log.append([SAY]);
      await log.append([{ ...SAY, text: 'next' }]);
      expect(outage.count()).toBe(1);
      const told = (await eventsOf(server, task)).slice(known);
      expect(told.map((event) => event.type === 'message' && event.text)).toEqual(['late', 'next']);
      expect(log.events.slice(known)).toHaveLength(2);
    },
  );

  it('gives up what it was appending when its run is told to stop', async () => {
    const held = await claim();
    const { session_id: sessionId } = await getTask(server, held.taskId);
    const { prisma, faults } = server.context;
    const signal = AbortSignal.abort('lost');
    const parts = { prisma: awayOnce(prisma, 'before').prisma, faults, signal, onAppend: () => undefined };
    const log = await openTaskLog(parts, held, sessionId);
    await expect(log.append([SAY])).rejects.toThrow('Connection terminated');
    expect(log.events).toHaveLength(3);
  });

  it('refuses an event of another attempt in the database itself', async () => {
    const task = await createTask(server);
    for (const attempt of [-1, 1, 7]) {
      expect(await refusal(insertEvent(task, { seq: 1000, attempt }))).toBe('TH001');
    }
    expect(await refusal(insertEvent(task, { seq: 1000, attempt: 0 }))).toBe('accepted');
  });

  it('refuses a second event with the same number', async () => {
    const task = await createTask(server);
    expect(await refusal(insertEvent(task, { seq: 2, attempt: 0 }))).toBe('23505');
  });

  it('refuses a change of status by an attempt that is over', async () => {
    const held = await claim();
    await giveBack(held);
    const late = { ...held, from: 'in_progress', reason: 'finished' } as const;
    expect(await moveTask(server.context.prisma, { ...late, to: 'completed' })).toBe(false);
    const next = await claim(held.taskId);
    expect(await moveTask(server.context.prisma, { ...late, to: 'completed' })).toBe(false);
    expect(await getTask(server, held.taskId)).toMatchObject({
      status: 'in_progress',
      attempt: next.attempt,
    });
  });

  it('refuses a change of status that does not raise the attempt', async () => {
    const { id } = await createTask(server);
    const change = server.context.prisma
      .$executeRaw`UPDATE tasks SET status = 'needs_input' WHERE id = ${id}::uuid`;
    expect(await refusal(change)).toBe('TH004');
  });

  it.each(['completed', 'failed', 'cancelled'])(
    'keeps %s final in the database, whatever statement comes',
    async (status) => {
      const { id } = await createTask(server);
      const { prisma } = server.context;
      const move = (to: string) => prisma.$executeRaw`
      UPDATE tasks SET status = ${to}::task_status, attempt = attempt + 1, finished_at = CASE WHEN ${to} = 'pending' THEN NULL ELSE now() END
      WHERE id = ${id}::uuid`;
      expect(await refusal(move(status))).toBe('accepted');
      for (const to of ['pending', 'completed', 'failed', 'cancelled'].filter((other) => other !== status)) {
        expect(await refusal(move(to))).toBe('TH003');
      }
    },
  );

  it('does not let a status and its lease or end contradict each other', async () => {
    const { id } = await createTask(server);
    const { prisma } = server.context;
    const running = prisma.$executeRaw`UPDATE tasks SET status = 'in_progress', attempt = attempt + 1 WHERE id = ${id}::uuid`;
    expect(await refusal(running)).toBe('23514');
    const ended = prisma.$executeRaw`UPDATE tasks SET status = 'completed', attempt = attempt + 1 WHERE id = ${id}::uuid`;
    expect(await refusal(ended)).toBe('23514');
  });

  it('does not let events be changed', async () => {
    const { id } = await createTask(server);
    const change = server.context.prisma
      .$executeRaw`UPDATE task_events SET body = '{}' WHERE task_id = ${id}::uuid`;
    expect(await refusal(change)).toBe('TH002');
  });

  it('refuses a move that the task machine does not know', async () => {
    const { id } = await createTask(server);
    const move = { taskId: id, attempt: 0, from: 'pending', to: 'completed', reason: 'x' } as const;
    await expect(moveTask(server.context.prisma, move)).rejects.toThrow(
      'cannot go from pending to completed',
    );
  });

  it('gives a task to one of two hundred claimers', async () => {
    await claim();
    const { id } = await createTask(server);
    const claims = await Promise.all(
      Array.from({ length: 200 }, () => claimTasks(server.context.prisma, crypto.randomUUID(), 5)),
    );
    expect(claims.flat()).toEqual([{ taskId: id, attempt: 1 }]);
  });

  it('numbers events from 1 without gaps, with attempts that never fall, when many write at once', async () => {
    const held = await claim();
    const append = () => appendEvents(server.context.prisma, { ...held, status: 'in_progress' }, [SAY, SAY]);
    const others = Array.from({ length: 10 }, () =>
      appendEvents(server.context.prisma, { ...held, attempt: held.attempt - 1, status: 'in_progress' }, [
        SAY,
      ]),
    );
    await Promise.all([...Array.from({ length: 20 }, append), ...others]);
    await server.call(taskEndpoints.cancel, { params: { id: held.taskId } });
    const events = await eventsOf(server, await getTask(server, held.taskId));
    expect(events.map((event) => event.seq)).toEqual(
      Array.from({ length: 3 + 40 + 1 }, (_none, index) => index + 1),
    );
    const attempts = events.map((event) => event.attempt);
    expect(attempts).toEqual(attempts.toSorted((one, other) => one - other));
    expect(attempts.at(-1)).toBe(2);
  });
});
