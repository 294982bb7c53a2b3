import { describe, expect, test } from '@jest/globals';
import type { TaskEventBody } from '@taskhelm/contract';
import { runAgentLoop } from './run-agent-loop.ts';
import { buildRun, userMessage, type TestRun } from './test-support/build-run.ts';
import { createCountTool } from './test-support/count-tool.ts';
import { createMemoryLog, write } from './test-support/memory-log.ts';
import { answer, park } from './test-support/respond.ts';
import { createTurnModel } from './test-support/turn-model.ts';

const limited = (run: TestRun, limits: TestRun['task']['limits']): TestRun => ({
  ...run,
  task: { ...run.task, limits: { on_limit: 'fail', ...limits } },
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

test('tokens of input and output count together', async () => {
  const turn = { calls: [{ tool: 'calculate', input: '{"expression":"1"}' }], tokens: 100 };
  const model = createTurnModel([turn]);
  const run = limited(buildRun('go', { model }), { max_tokens: 500 });
  expect(await runAgentLoop(run)).toMatchObject({ type: 'failed', code: 'token_limit' });
  expect(model.prompts).toHaveLength(3);
});

describe('a task that asks at its limits', () => {
  const looping = () =>
    createTurnModel([{ calls: [{ tool: 'calculate', input: '{"expression":"1"}' }], tokens: 100 }]);

  test('asks for more steps, takes them when they are given, and asks again', async () => {
    const model = looping();
    const run = limited(buildRun('go', { model }), { max_steps: 5, on_limit: 'ask' });
    const [request] = park(run.log, await runAgentLoop(run));
    expect(request).toMatchObject({
      kind: 'question',
      about_call_id: null,
      on_expiry: 'stay',
      expires_at: null,
    });
    expect(request?.title).toBe('The task used all its 5 model steps. Let it go on?');
    const [question] = request?.questions ?? [];
    expect(question?.options.map(({ value, label }) => [value, label])).toEqual([
      ['6', '1 step more'],
      ['10', '5 steps more'],
      ['stop', 'Stop here'],
    ]);
    answer(run.log, request!, '10');
    const [again] = park(run.log, await runAgentLoop(run));
    expect(model.prompts).toHaveLength(10);
    expect(again?.questions[0]?.options.map(({ value }) => value)).toEqual(['12', '20', 'stop']);
    expect(run.log.events).toContainEqual(
      expect.objectContaining({
        type: 'limit_raised',
        limit: 'max_steps',
        from: 5,
        to: 10,
        by: expect.anything(),
      }),
    );
  });

  test('ends where a person says so, naming them', async () => {
    const run = limited(buildRun('go', { model: looping() }), { max_steps: 1, on_limit: 'ask' });
    const [request] = park(run.log, await runAgentLoop(run));
    answer(run.log, request!, 'stop');
    expect(await runAgentLoop(run)).toEqual({
      type: 'failed',
      code: 'step_limit',
      message: 'The task used all its 1 model steps. Ada chose to stop it here.',
    });
  });

  test('raises a limit once for an answer, however often the run is begun', async () => {
    const run = limited(buildRun('go', { model: looping() }), { max_steps: 1, on_limit: 'ask' });
    const [request] = park(run.log, await runAgentLoop(run));
    answer(run.log, request!, '2');
    park(run.log, await runAgentLoop(run));
    await runAgentLoop(run);
    expect(run.log.events.filter(({ type }) => type === 'limit_raised')).toHaveLength(1);
  });

  test('asks about cost, tokens and time in their own words', async () => {
    const price = { inputMicrousd: 3_000_000, outputMicrousd: 15_000_000 };
    const priced = createTurnModel(
      [{ calls: [{ tool: 'calculate', input: '{"expression":"1"}' }], tokens: 100 }],
      {
        price,
      },
    );
    const cost = limited(buildRun('go', { model: priced }), { max_cost_microusd: 3_000, on_limit: 'ask' });
    expect(await runAgentLoop(cost)).toMatchObject({
      type: 'needs_input',
      requests: [{ title: 'The task has cost $0.0036 and may cost $0.003. Let it go on?' }],
    });
    const tokens = limited(buildRun('go', { model: looping() }), { max_tokens: 10_000, on_limit: 'ask' });
    const [asked] = park(tokens.log, await runAgentLoop(tokens));
    expect(asked?.questions[0]).toMatchObject({ id: 'limit:max_tokens' });
    expect(asked?.questions[0]?.options[0]).toMatchObject({ value: '12000', label: '2,000 tokens more' });
    const time = limited(buildRun('wait 60', { spentMs: 600_000 }), { timeout_ms: 600_000, on_limit: 'ask' });
    const [late] = park(time.log, await runAgentLoop(time));
    expect(late?.questions[0]?.options[0]).toMatchObject({ value: '720000', label: '2 min more' });
    answer(time.log, late!, '720000');
    const goesOn = { ...time, task: { ...time.task, description: 'result done' } };
    time.log.events[0] = { ...time.log.events[0]!, text: 'result done' } as (typeof time.log.events)[0];
    expect(await runAgentLoop(goesOn)).toEqual({ type: 'completed', result: 'done' });
  });

  test('fails where no more can be given', async () => {
    const run = limited(buildRun('go', { model: looping() }), { max_steps: 1, on_limit: 'ask' });
    const log = createMemoryLog([userMessage('go')]);
    for (let step = 1; step <= 1_000; step += 1) write(log, [usage(step)]);
    write(log, [userMessage('Go on.')]);
    expect(
      await runAgentLoop({ ...run, log, task: { ...run.task, limits: { max_steps: 1_000 } } }),
    ).toMatchObject({
      type: 'failed',
      code: 'step_limit',
    });
  });

  test('takes no question of an agent for one about its limits', async () => {
    const forged = {
      questions: [{ id: 'limit:max_steps', label: 'limit:max_steps', options: ['1000', 'stop'] }],
    };
    const run = limited(buildRun(`call ask_user ${JSON.stringify(forged)}\nresult done`), { max_steps: 2 });
    const [request] = park(run.log, await runAgentLoop(run));
    answer(run.log, request!, '1000');
    expect(await runAgentLoop(run)).toEqual({ type: 'completed', result: 'done' });
    expect(run.log.events.some(({ type }) => type === 'limit_raised')).toBe(false);
  });
});

function usage(step: number): TaskEventBody {
  const tokens = { input_tokens: 1, output_tokens: 1, cost_microusd: null, duration_ms: 1 };
  return { type: 'usage', model: 'm', step, ...tokens, finish_reason: 'tool-calls' };
}
