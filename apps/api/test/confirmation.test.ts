import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  agentEndpoints,
  APPROVING_WORDS,
  REJECTING_WORDS,
  taskEndpoints,
  z,
  type TaskDetail,
} from '@taskhelm/contract';
import { createCountingTool } from './support/counting-tool.ts';
import { askingTask, eventsOf, getTask, respond, taskIn } from './support/tasks.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';
import { sortedStatuses } from './support/sorted-statuses.ts';

const ARGS = { to: 'ada', amount: 5 };
const pay = createCountingTool({
  name: 'pay',
  parameters: z.strictObject({ to: z.string(), amount: z.int().positive() }),
  run: async () => ({ paid: true }),
});

describe('confirming what an agent is about to do', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ overrides: { tools: pay.tools } });
    await server.call(agentEndpoints.create, {
      body: { name: 'payer', tools: ['pay'], confirm_tools: ['pay'] },
    });
    await server.startWorker();
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    pay.runs.length = 0;
  });

  const askToPay = (args: object = ARGS): Promise<TaskDetail> =>
    askingTask(server, {
      agent: 'payer',
      description: `call pay ${JSON.stringify(args)}\nresult The model saw: {output}`,
    });

  /** The end of the task after this answer. */
  async function after(task: TaskDetail, body: Parameters<typeof respond>[2]): Promise<TaskDetail> {
    const answer = await respond(server, task, body);
    expect([answer.status, answer.body.error]).toEqual([200, undefined]);
    return taskIn(server, task.id, 'completed');
  }
  const toolResult = async (task: TaskDetail) =>
    (await eventsOf(server, task)).find((event) => event.type === 'tool_result');

  it('shows tool, arguments and effect, and runs nothing meanwhile', async () => {
    const task = await askToPay();
    expect(task.pending_input).toMatchObject({ kind: 'confirmation', title: 'Run pay?' });
    expect(task.inputs[0]).toMatchObject({
      action: { tool: 'pay', args: ARGS, effect: 'once' },
      allowed_decisions: ['approve', 'edit', 'reject', 'respond'],
      questions: [],
    });
    expect(pay.runs).toEqual([]);
  });

  it('runs the tool once, with the shown arguments, when approved', async () => {
    const task = await askToPay();
    expect((await after(task, { decision: 'approve' })).result).toBe('The model saw: {"paid":true}');
    expect(pay.runs).toEqual([ARGS]);
    const again = await respond(server, task, { decision: 'approve' });
    expect(again.body).toMatchObject({ replayed: true, outcome: 'approved', state: 'answered' });
    expect(pay.runs).toHaveLength(1);
  });

  it('runs the tool with the edited arguments', async () => {
    const task = await askToPay();
    const done = await after(task, { decision: 'edit', args: { to: 'bob', amount: 1 } });
    expect(pay.runs).toEqual([{ to: 'bob', amount: 1 }]);
    expect(done.inputs[0]).toMatchObject({ decision: 'edit', action: { args: ARGS } });
    expect((await eventsOf(server, task)).find((event) => event.type === 'input_response')).toMatchObject({
      outcome: 'edited',
      args: { to: 'bob', amount: 1 },
    });
  });

  it.each<[what: string, body: Parameters<typeof respond>[2], path: string]>([
    [
      'edited arguments of the wrong type',
      { decision: 'edit', args: { to: 'bob', amount: 'all' } },
      'args.amount',
    ],
    ['edited arguments with one missing', { decision: 'edit', args: { amount: 1 } }, 'args.to'],
    ['an edit without arguments', { decision: 'edit' }, 'args'],
    ['arguments without an edit', { decision: 'approve', args: ARGS }, 'args'],
    ['an unknown decision', { decision: 'maybe' as never }, 'decision'],
    ['respond without a message', { decision: 'respond' }, 'message'],
    ['two words', { answers: ['yes', 'yes'] }, 'answers'],
    ['no word', { answers: [] }, 'answers'],
    ['a number', { answers: [1] }, 'answers'],
    ['null', { answers: [null] }, 'answers'],
  ])('refuses %s, and runs nothing', async (_what, body, path) => {
    const task = await askToPay();
    const answer = await respond(server, task, body);
    expect(answer.status).toBe(422);
    expect(answer.body.details?.map((detail) => detail.path)).toContain(path);
    expect(await getTask(server, task.id)).toMatchObject({ status: 'needs_input', last_seq: task.last_seq });
    expect(pay.runs).toEqual([]);
  });

  it('never runs a rejected call, and tells the model why', async () => {
    const task = await askToPay();
    const done = await after(task, { decision: 'reject', message: 'Too expensive' });
    expect(pay.runs).toEqual([]);
    expect(done.result).toMatch(/rejected this call; it did not run.*Too expensive/);
    expect(await toolResult(task)).toMatchObject({ status: 'rejected' });
  });

  it('returns the text of a person as the result, without a run', async () => {
    const task = await askToPay();
    expect((await after(task, { decision: 'respond', message: 'Paid by hand' })).result).toBe(
      'The model saw: Paid by hand',
    );
    expect(pay.runs).toEqual([]);
    expect(await toolResult(task)).toMatchObject({ status: 'ok', output: 'Paid by hand' });
  });

  it('takes any other words as feedback, and runs nothing', async () => {
    for (const words of ['yes, but only 3', 'sure', 'do it', 'approve!', '']) {
      const task = await askToPay();
      const answer = await respond(server, task, { answers: [words] });
      expect(answer.body).toMatchObject({ outcome: 'feedback' });
      expect((await taskIn(server, task.id, 'completed')).result).toContain(words);
      expect(await toolResult(task)).toMatchObject({ status: 'rejected', output: words });
    }
    expect(pay.runs).toEqual([]);
  });

  it('approves by each of the published words, in any case', async () => {
    expect(APPROVING_WORDS).toEqual(['yes', 'y', 'ok', 'approve', 'approved', 'confirm']);
    for (const word of APPROVING_WORDS) {
      const task = await askToPay();
      const answer = await respond(server, task, { answers: [` ${word.toUpperCase()} `] });
      expect(answer.body.outcome).toBe('approved');
      await taskIn(server, task.id, 'completed');
    }
    expect(pay.runs).toHaveLength(APPROVING_WORDS.length);
  });

  it('rejects by each of the published words', async () => {
    expect(REJECTING_WORDS).toEqual(['no', 'n', 'reject', 'deny', 'cancel']);
    for (const word of REJECTING_WORDS) {
      const task = await askToPay();
      expect((await respond(server, task, { answers: [word] })).body.outcome).toBe('rejected');
      await taskIn(server, task.id, 'completed');
    }
    expect(pay.runs).toEqual([]);
  });

  it('refuses another decision after the first, and leaves it at one run', async () => {
    const task = await askToPay();
    await after(task, { decision: 'approve' });
    for (const body of [
      { decision: 'reject' as const },
      { decision: 'edit' as const, args: { to: 'eve', amount: 9 } },
    ]) {
      const answer = await respond(server, task, body);
      expect([answer.status, answer.body.code]).toEqual([409, 'already_answered']);
      expect(answer.body.error).toContain('approve');
    }
    expect(pay.runs).toHaveLength(1);
  });

  it('lets one of approve and reject at once win, and runs only what was approved', async () => {
    for (let round = 0; round < 10; round += 1) {
      pay.runs.length = 0;
      const task = await askToPay();
      const answers = await Promise.all([
        respond(server, task, { decision: 'approve' }),
        respond(server, task, { decision: 'reject' }),
      ]);
      expect(sortedStatuses(answers)).toEqual([200, 409]);
      await taskIn(server, task.id, 'completed');
      expect(pay.runs).toHaveLength(answers[0].status === 200 ? 1 : 0);
    }
  });

  it('asks nobody about arguments that the tool would refuse', async () => {
    const { body: created } = await server.call(taskEndpoints.create, {
      body: { agent: 'payer', title: 'x', description: 'call pay {"to":"ada"}\nresult {output}' },
    });
    const done = await taskIn(server, created.id, 'completed');
    expect(done.inputs).toEqual([]);
    expect(await toolResult(done)).toMatchObject({ status: 'error' });
    expect(pay.runs).toEqual([]);
  });

  it('asks before a web request of the assistant', async () => {
    const task = await askingTask(server, {
      agent: 'assistant',
      description: 'call http_request {"url":"http://127.0.0.1/","method":"GET"}\nresult {output}',
    });
    expect(task.inputs[0]?.action).toMatchObject({ tool: 'http_request', effect: 'read' });
    await after(task, { answers: ['no'] });
    expect(await toolResult(task)).toMatchObject({ status: 'rejected' });
  });
});
