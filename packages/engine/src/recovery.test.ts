import { expect, test } from '@jest/globals';
import type { ToolEffect } from '@taskhelm/contract';
import type { InputRequestDraft } from './outcome.ts';
import { runAgentLoop } from './run-agent-loop.ts';
import { ToolContactLost } from './tool.ts';
import { buildRun, createIds, type TestRun } from './test-support/build-run.ts';
import { createCountTool, type CountTool } from './test-support/count-tool.ts';
import { answer, park, respond } from './test-support/respond.ts';

/** A run whose worker was lost while the tool ran. */
async function lost(
  effect: ToolEffect,
  overrides: Partial<TestRun> = {},
): Promise<CountTool & { run: TestRun }> {
  const control = new AbortController();
  const hanging = createCountTool({
    effect,
    run: () => {
      control.abort();
      return new Promise(() => undefined);
    },
  });
  const text = 'call count {"n":1}\nresult {output}';
  const first = buildRun(text, { extraTools: [hanging.tool], signal: control.signal });
  await runAgentLoop(first);
  const counter = createCountTool({ effect });
  const run = buildRun(text, {
    extraTools: [counter.tool],
    log: first.log,
    newId: createIds(500),
    ...overrides,
  });
  return { ...counter, run };
}

async function asked(): Promise<CountTool & { run: TestRun; request: InputRequestDraft }> {
  const { run, ...counter } = await lost('once');
  const [request] = park(run.log, await runAgentLoop(run));
  return { ...counter, run, request: request! };
}

test.each(['read', 'idempotent'] as const)(
  'a lost call with the effect %s runs again with its call id',
  async (effect) => {
    const { run, runs } = await lost(effect);
    expect(await runAgentLoop(run)).toEqual({ type: 'completed', result: 'counted' });
    const call = run.log.events.find((event) => event.type === 'tool_call');
    expect(runs).toEqual([{ args: { n: 1 }, callId: call?.call_id }]);
  },
);

test('a lost call that must happen once is never run again by itself, but asked about', async () => {
  const { run, request, runs } = await asked();
  const call = run.log.events.find((event) => event.type === 'tool_call');
  expect(request).toMatchObject({ kind: 'question', about_call_id: call?.call_id });
  expect(request.call_id).not.toBe(call?.call_id);
  expect(request.questions[0]?.options.map(({ value }) => value)).toEqual(['retry', 'done', 'fail']);
  expect(await runAgentLoop(run)).toEqual({ type: 'needs_input', requests: [] });
  expect(runs).toEqual([]);
});

test('a person may let it run again', async () => {
  const { run, request, runs } = await asked();
  answer(run.log, request, 'retry');
  expect(await runAgentLoop(run)).toEqual({ type: 'completed', result: 'counted' });
  expect(runs).toHaveLength(1);
});

test('a call that is lost again after that is asked about again', async () => {
  const { run, request } = await asked();
  answer(run.log, request, 'retry');
  const control = new AbortController();
  const hanging = createCountTool({
    effect: 'once',
    run: () => {
      control.abort();
      return new Promise(() => undefined);
    },
  });
  const tools = new Map(run.tools).set('count', hanging.tool);
  expect(await runAgentLoop({ ...run, tools, signal: control.signal })).toEqual({ type: 'stopped' });
  const [second] = park(run.log, await runAgentLoop(run));
  expect(second?.call_id).not.toBe(request.call_id);
});

test('a person may say that it happened', async () => {
  const { run, request, runs } = await asked();
  answer(run.log, request, 'done');
  expect(await runAgentLoop(run)).toMatchObject({
    type: 'completed',
    result: expect.stringContaining('A person confirmed'),
  });
  expect(runs).toEqual([]);
});

test('a person may end the task', async () => {
  const { run, request, runs } = await asked();
  answer(run.log, request, 'fail');
  expect(await runAgentLoop(run)).toMatchObject({ type: 'failed', code: 'outcome_unknown' });
  expect(runs).toEqual([]);
});

test('an answer that decides nothing does not run it', async () => {
  const { run, request, runs } = await asked();
  respond(run.log, request.call_id, { outcome: 'rejected' });
  await runAgentLoop(run);
  expect(runs).toEqual([]);
  expect(run.log.events.find(({ type }) => type === 'tool_result')).toMatchObject({ status: 'interrupted' });
});

test('an approval outlives the worker and is not asked for twice', async () => {
  const { run, runs } = await lost('idempotent');
  const call = run.log.events.find((event) => event.type === 'tool_call')!;
  const index = run.log.events.findIndex(({ type }) => type === 'tool_started');
  const confirming = { ...run, confirmTools: new Set(['count']) };
  run.log.events.splice(index, 1);
  const [request] = park(run.log, await runAgentLoop(confirming));
  expect(request?.call_id).toBe(call.call_id);
  respond(run.log, call.call_id, { outcome: 'approved' });
  run.log.events.push({
    ...run.log.events[0]!,
    type: 'tool_started',
    call_id: call.call_id,
    tool: 'count',
    args: { n: 1 },
  });
  expect(await runAgentLoop(confirming)).toEqual({ type: 'completed', result: 'counted' });
  expect(runs).toHaveLength(1);
});

test('a call that lost contact is asked about where it must happen once, and else tried once more', async () => {
  const lose = (effect: ToolEffect): CountTool =>
    createCountTool({ effect, run: () => Promise.reject(new ToolContactLost('The server has gone.')) });
  const text = 'call count {"n":1}\nresult {output}';
  const once = lose('once');
  const run = buildRun(text, { extraTools: [once.tool] });
  const [request] = park(run.log, await runAgentLoop(run));
  expect(request).toMatchObject({ kind: 'question', title: 'Did count happen?' });
  answer(run.log, request!, 'done');
  expect(await runAgentLoop(run)).toMatchObject({ type: 'completed' });
  expect(once.runs).toHaveLength(1);
  const idempotent = lose('idempotent');
  const again = buildRun(text, { extraTools: [idempotent.tool] });
  expect(await runAgentLoop(again)).toEqual({ type: 'completed', result: 'The server has gone.' });
  expect(new Set(idempotent.runs.map(({ callId }) => callId)).size).toBe(1);
  expect(idempotent.runs).toHaveLength(2);
});
