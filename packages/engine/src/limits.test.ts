import { expect, test } from '@jest/globals';
import { runAgentLoop } from './run-agent-loop.ts';
import { buildRun, type TestRun } from './test-support/build-run.ts';
import { createCountTool } from './test-support/count-tool.ts';
import { answer, park } from './test-support/respond.ts';
import { createTurnModel } from './test-support/turn-model.ts';

const limited = (run: TestRun, limits: TestRun['task']['limits']): TestRun => ({
  ...run,
  task: { ...run.task, limits },
});

test('a model that calls tools without end stops at the step limit', async () => {
  const model = createTurnModel([{ calls: [{ tool: 'calculate', input: '{"expression":"1"}' }] }]);
  const run = limited(buildRun('go', { model }), { max_steps: 3 });
  expect(await runAgentLoop(run)).toMatchObject({ type: 'failed', code: 'step_limit' });
  expect(model.prompts).toHaveLength(3);
});

test('steps of earlier runs count', async () => {
  const run = limited(buildRun('ask Why?\nresult done'), { max_steps: 1 });
  const [request] = park(run.log, await runAgentLoop(run));
  answer(run.log, request!, 'Because');
  expect(await runAgentLoop(run)).toMatchObject({ type: 'failed', code: 'step_limit' });
});

test('a task that has cost all it may makes no further model call', async () => {
  const price = { inputMicrousd: 3_000_000, outputMicrousd: 15_000_000 };
  const turn = { calls: [{ tool: 'calculate', input: '{"expression":"1"}' }], tokens: 100 };
  const model = createTurnModel([turn], { price });
  const run = limited(buildRun('go', { model }), { max_cost_microusd: 3_000 });
  expect(await runAgentLoop(run)).toMatchObject({ type: 'failed', code: 'cost_limit' });
  expect(model.prompts).toHaveLength(2);
  expect(run.log.events).toContainEqual(expect.objectContaining({ type: 'usage', cost_microusd: 1_800 }));
});

test('a cost limit of nothing lets a model without a price run', async () => {
  const run = limited(buildRun('result free'), { max_cost_microusd: 0 });
  expect(await runAgentLoop(run)).toEqual({ type: 'completed', result: 'free' });
});

test('working time that is used up ends the task before anything is done', async () => {
  const run = limited(buildRun('say hello', { spentMs: 5_000 }), { timeout_ms: 5_000 });
  expect(await runAgentLoop(run)).toMatchObject({ type: 'failed', code: 'time_limit' });
  expect(run.log.events).toHaveLength(1);
});

test('working time that runs out aborts a tool in flight', async () => {
  const counter = createCountTool({ run: () => new Promise(() => undefined) });
  const run = buildRun('call count {"n":1}', { extraTools: [counter.tool], spentMs: 990 });
  expect(await runAgentLoop(limited(run, { timeout_ms: 1_000 }))).toMatchObject({ code: 'time_limit' });
});
