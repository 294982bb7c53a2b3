import { expect, test } from '@jest/globals';
import type { TaskEventOf } from '@taskhelm/contract';
import { runAgentLoop } from './run-agent-loop.ts';
import { buildRun, type TestRun } from './test-support/build-run.ts';
import { createCountTool } from './test-support/count-tool.ts';
import { createTurnModel } from './test-support/turn-model.ts';
import { ToolError } from './tool.ts';

const results = (run: TestRun): TaskEventOf<'tool_result'>[] =>
  run.log.events.filter((event) => event.type === 'tool_result');

async function runCall(call: string, counter = createCountTool()): Promise<TaskEventOf<'tool_result'>> {
  const run = buildRun(`call ${call}\nresult done`, { extraTools: [counter.tool] });
  expect(await runAgentLoop(run)).toEqual({ type: 'completed', result: 'done' });
  expect(results(run)).toHaveLength(1);
  return results(run)[0]!;
}

test('an unknown tool is an error that names the tools there are', async () => {
  const result = await runCall('rm_rf {}');
  expect(result).toMatchObject({ status: 'error', output: expect.stringContaining('calculate') });
});

test.each(['not json', '{"n":', '[1]', '"text"', 'null', '{"n":"x"}', '{"n":1,"more":2}', '{}'])(
  'the arguments %s are an error that the model sees',
  async (input) => {
    const counter = createCountTool();
    expect(await runCall(`count ${input}`, counter)).toMatchObject({ status: 'error' });
    expect(counter.runs).toEqual([]);
  },
);

test('a tool error is shown in its words, any other error only by its name', async () => {
  const told = createCountTool({ run: () => Promise.reject(new ToolError('The shop is closed.')) });
  expect(await runCall('count {"n":1}', told)).toMatchObject({
    status: 'error',
    output: 'The shop is closed.',
  });
  const secret = createCountTool({ run: () => Promise.reject(new TypeError('password=1234')) });
  expect(await runCall('count {"n":1}', secret)).toMatchObject({ output: 'The tool failed (TypeError).' });
  const sudden = createCountTool({
    run: () => {
      throw new RangeError('at once');
    },
  });
  expect(await runCall('count {"n":1}', sudden)).toMatchObject({ output: 'The tool failed (RangeError).' });
});

test('a tool that never returns and ignores its signal is ended by its timeout', async () => {
  const hanging = createCountTool({ timeoutMs: 5, run: () => new Promise(() => undefined) });
  const result = await runCall('count {"n":1}', hanging);
  expect(result).toMatchObject({ status: 'error', output: expect.stringContaining('0.005 s') });
});

test.each([
  ['undefined', undefined, null],
  ['NUL and lone surrogates', { 'a\u0000': 'x\u0000\uD800y' }, { a: 'x\uFFFDy' }],
  ['a number that JSON lacks', { n: Infinity }, { n: null }],
])('an output with %s is recorded in a form that can be stored', async (_name, output, recorded) => {
  const counter = createCountTool({ run: async () => output as never });
  expect(await runCall('count {"n":1}', counter)).toMatchObject({ status: 'ok', output: recorded });
});

test('an output that is no JSON at all is an error', async () => {
  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  const counter = createCountTool({ run: async () => cyclic as never });
  expect(await runCall('count {"n":1}', counter)).toMatchObject({ status: 'error' });
});

test('an output over 4 MB is cut with a note', async () => {
  const counter = createCountTool({ run: async () => ({ text: '€'.repeat(1_500_000) }) });
  const { output } = await runCall('count {"n":1}', counter);
  expect(output).toMatchObject({ note: expect.stringContaining('Cut') });
  expect(JSON.stringify(output).length).toBeLessThan(1_048_576);
});

test('arguments over 256 KB are cut and refused', async () => {
  const input = JSON.stringify({ n: 1, text: 'x'.repeat(300_000) });
  const model = createTurnModel([{ calls: [{ tool: 'count', input }] }, { text: 'done' }]);
  const run = buildRun('go', { model, extraTools: [createCountTool().tool] });
  await runAgentLoop(run);
  expect(results(run)).toMatchObject([{ status: 'error', output: expect.stringContaining('256 KB') }]);
});

test('of a thousand calls in one step at most 16 run at once, and repeated ids are made unique', async () => {
  let running = 0;
  let most = 0;
  const counter = createCountTool({
    run: async () => {
      most = Math.max(most, (running += 1));
      await new Promise(setImmediate);
      running -= 1;
      return null;
    },
  });
  const calls = Array.from({ length: 1_000 }, (_, n) => ({ id: 'same', tool: 'count', input: `{"n":${n}}` }));
  const run = buildRun('go', {
    model: createTurnModel([{ calls }, { text: 'done' }]),
    extraTools: [counter.tool],
  });
  await runAgentLoop(run);
  expect(most).toBe(16);
  expect(results(run)).toHaveLength(1_000);
  const planned = run.log.events.filter((event) => event.type === 'tool_call');
  expect(new Set(planned.map(({ provider_call_id }) => provider_call_id)).size).toBe(1_000);
  expect(new Set(planned.map(({ call_id }) => call_id)).size).toBe(1_000);
});
