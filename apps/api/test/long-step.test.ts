import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { TaskEventBody } from '@taskhelm/contract';
import { claimTasks } from '../src/runner/claim-repository.ts';
import { recoverTasks } from '../src/runner/recover-tasks.ts';
import { openTaskLog, type TaskLog } from '../src/runner/task-log.ts';
import { createTask, taskIn } from './support/tasks.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';

/** More than two pages of the log. */
const CALLS = 2_100;
const DONE = 2_050;
const SCRIPT = 'call calculate {"expression": "0 + 1"}\nresult All are done';

// The calls that are left are run for real.
jest.setTimeout(120_000);

describe('a model step of more calls than a page of the log holds', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  /** The log as a worker that takes the task has it. */
  const takeUp = async (id: string, sessionId: string): Promise<TaskLog> => {
    const { prisma, faults, newId } = server.context;
    await prisma.$executeRaw`UPDATE tasks SET run_at = now() WHERE id = ${id}::uuid`;
    const [claim] = await claimTasks(prisma, newId(), 1);
    if (claim?.taskId !== id) throw new Error('the task was to be claimed');
    const { signal } = new AbortController();
    return openTaskLog({ prisma, faults, signal, onAppend: () => undefined }, claim, sessionId);
  };
  const calls = Array.from({ length: CALLS }, (_, number) => ({
    type: 'tool_call' as const,
    call_id: crypto.randomUUID(),
    tool: 'calculate',
    args: { expression: `${number} + 1` },
    effect: 'read' as const,
    step: 1,
    provider_call_id: `call_${number}`,
  }));
  const usage: TaskEventBody = {
    type: 'usage',
    model: 'scripted:scripted',
    step: 1,
    input_tokens: 1,
    output_tokens: 1,
    cost_microusd: null,
    duration_ms: 1,
    finish_reason: 'tool-calls',
  };
  const result = (call: (typeof calls)[number], number: number): TaskEventBody => ({
    type: 'tool_result',
    call_id: call.call_id,
    tool: 'calculate',
    status: 'ok',
    output: number + 1,
    duration_ms: 1,
  });
  const callsIn = (log: TaskLog): string[] =>
    log.events.flatMap((event) => (event.type === 'tool_call' ? [event.call_id] : []));

  it('is read back whole by the worker that wrote it, and by the one that goes on after a crash', async () => {
    const { prisma, transact, queue } = server.context;
    const { id, session_id } = await createTask(server, { description: SCRIPT });
    const first = await takeUp(id, session_id);
    await first.append([{ type: 'model_started', model: 'scripted:scripted', step: 1 }]);
    await first.append([...calls, usage]);
    const planned = calls.map((call) => call.call_id);
    expect(callsIn(first)).toEqual(planned);
    expect(first.events.at(-1)?.type).toBe('usage');
    await first.append(calls.slice(0, DONE).map(result));

    await recoverTasks(transact, queue);
    const second = await takeUp(id, session_id);
    expect(callsIn(second)).toEqual(planned);
    expect(second.events.map(({ seq }) => seq)).toEqual(second.events.map((_, index) => index + 1));
    await recoverTasks(transact, queue);

    await prisma.$executeRaw`UPDATE tasks SET run_at = now() WHERE id = ${id}::uuid`;
    await server.startWorker();
    expect((await taskIn(server, id, 'completed')).result).toBe('All are done');
    const counts = await prisma.$queryRaw<{ type: string; step: number | null; count: bigint }[]>`
      SELECT type, (body ->> 'step')::int AS step, count(*) FROM task_events
      WHERE session_id = ${session_id}::uuid AND type IN ('model_started', 'tool_call', 'tool_result')
      GROUP BY 1, 2 ORDER BY 1, 2`;
    expect(counts.map((each) => ({ ...each, count: Number(each.count) }))).toEqual([
      { type: 'model_started', step: 1, count: 1 },
      { type: 'model_started', step: 2, count: 1 },
      { type: 'tool_call', step: 1, count: CALLS },
      { type: 'tool_result', step: null, count: CALLS },
    ]);
    const answered = await prisma.$queryRaw<{ count: bigint }[]>`
      SELECT count(DISTINCT call_id) FROM task_events
      WHERE session_id = ${session_id}::uuid AND type = 'tool_result'`;
    expect(Number(answered[0]?.count)).toBe(CALLS);
  });
});
