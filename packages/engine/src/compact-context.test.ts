import { expect, test } from '@jest/globals';
import type { TaskEventOf } from '@taskhelm/contract';
import { buildPrompt } from './build-prompt.ts';
import { contextWindow, estimateTokens } from './context-window.ts';
import { runAgentLoop } from './run-agent-loop.ts';
import { buildHost } from './test-support/build-host.ts';
import { buildRun, uuid, type TestRun } from './test-support/build-run.ts';
import { createCountTool } from './test-support/count-tool.ts';
import { answer, park } from './test-support/respond.ts';
import { createTurnModel, type Turn } from './test-support/turn-model.ts';
import { createScriptedModel } from './models/scripted-model.ts';

const WINDOW = 6_000;
const counter = () => createCountTool({ run: async () => 'found '.repeat(400) });
const call: Turn = { calls: [{ tool: 'count', input: '{"n":1}' }] };

function compactions({ log }: TestRun): TaskEventOf<'context_compacted'>[] {
  return log.events.filter((event) => event.type === 'context_compacted');
}
const calls = (count: number): Turn[] => Array.from({ length: count }, () => call);
const textOf = (run: TestRun): string => JSON.stringify(buildPrompt(run));

test('a long conversation is summed up by the model itself, and the summary takes the place of the old steps', async () => {
  const price = { inputMicrousd: 1_000_000, outputMicrousd: 1_000_000 };
  const { tool } = counter();
  const tools = new Map([[tool.name, tool]]);
  const turns = [...calls(6), { text: 'You looked six times.', tokens: 50 }, { text: 'Done.' }];
  const model = createTurnModel(turns, { contextWindow: WINDOW, price });
  const run = buildRun('Look around.', { model, tools });
  expect(await runAgentLoop(run)).toEqual({ type: 'completed', result: 'Done.' });
  const [compacted] = compactions(run);
  expect(compacted).toMatchObject({
    model: 'test:turns',
    input_tokens: 50,
    output_tokens: 50,
    cost_microusd: 100,
  });
  expect(compacted?.summary).toContain('You looked six times.');
  expect(compacted?.input_tokens_before).toBeGreaterThan(WINDOW * 0.75);
  expect(compacted?.input_tokens_after).toBeLessThan(WINDOW * 0.6);
  const prompt = textOf(run);
  expect(prompt).toContain('Look around.');
  expect(prompt).toContain('You looked six times.');
  const kept = run.log.events.filter((event) => event.type === 'tool_call').length - (compacted?.steps ?? 0);
  expect(prompt.split('"tool-call"')).toHaveLength(kept + 1);
});

test('the log keeps everything, and the same prompt comes of it in any process', async () => {
  const { tool } = counter();
  const model = createTurnModel([...calls(9), { text: 'Done.' }], { contextWindow: WINDOW });
  const run = buildRun('Look around.', { model, tools: new Map([[tool.name, tool]]) });
  await runAgentLoop(run);
  expect(run.log.events.filter((event) => event.type === 'tool_result').length).toBeGreaterThan(5);
  const copy = { ...run, log: { ...run.log, events: structuredClone(run.log.events) } };
  expect(textOf(copy)).toBe(textOf(run));
});

test('a model that fails at the summary gets one that is cut from the log', async () => {
  const { tool } = counter();
  const broken: Turn = { error: new Error('overloaded') };
  const model = createTurnModel([...calls(6), broken, { text: 'Done.' }], {
    contextWindow: WINDOW,
  });
  const run = buildRun('Look around.', { model, tools: new Map([[tool.name, tool]]) });
  expect(await runAgentLoop(run)).toMatchObject({ type: 'completed' });
  expect(compactions(run)[0]).toMatchObject({
    model: null,
    summary: expect.stringContaining('1. count({"n":1}) → ok: found'),
  });
});

test('the scripted model goes on with its script after a compaction', async () => {
  const { tool, runs } = counter();
  const script = [...Array<string>(12).fill('call count {"n":1}'), 'result all twelve'].join('\n');
  const model = { ...createScriptedModel(), contextWindow: WINDOW };
  const run = buildRun(script, { model, tools: new Map([[tool.name, tool]]) });
  expect(await runAgentLoop(run)).toEqual({ type: 'completed', result: 'all twelve' });
  expect(runs).toHaveLength(12);
  expect(compactions(run).length).toBeGreaterThan(1);
});

test('answers of people and tasks that were created stay word for word', async () => {
  const { tool } = counter();
  const host = buildHost({
    createTask: async () => ({
      task_id: uuid(77),
      agent: 'writer',
      status: 'pending',
      result: null,
      failure: null,
      withheld_tools: [],
    }),
  });
  const script = ['ask Which colour?', ...Array<string>(12).fill('call count {"n":1}'), 'result done'].join(
    '\n',
  );
  const model = { ...createScriptedModel(), contextWindow: 8_000 };
  const run = buildRun(script, { model, host, extraTools: [tool] });
  run.tools = new Map([...run.tools].filter(([name]) => name === 'ask_user' || name === 'count'));
  const [request] = park(run.log, await runAgentLoop(run));
  answer(run.log, request!, 'Ultramarine');
  await runAgentLoop(run);
  expect(compactions(run).at(-1)?.summary).toContain('Asked "Which colour?", Ada answered "Ultramarine"');
});

test('a short conversation is left as it is', async () => {
  const run = buildRun('call calculate {"expression":"1+1"}\nresult {output}');
  await runAgentLoop(run);
  expect(compactions(run)).toEqual([]);
});

test('outputs that are long are cut in the middle for the model and whole in the log', async () => {
  const long = `BEGIN${'x'.repeat(300_000)}END`;
  const { tool } = createCountTool({ run: async () => long });
  const run = buildRun('call count {"n":1}\nresult done', { extraTools: [tool] });
  await runAgentLoop(run);
  const prompt = textOf(run);
  expect(prompt.length).toBeLessThan(50_000);
  expect(prompt).toMatch(/BEGINx+.*characters are left out here.*x+END/);
  expect(run.log.events.find((event) => event.type === 'tool_result')?.output).toBe(long);
});

test('many long outputs of one step share their room', async () => {
  const { tool } = createCountTool({ run: async () => 'y'.repeat(100_000) });
  const calls = Array.from({ length: 16 }, () => ({ tool: 'count', input: '{"n":1}' }));
  const model = createTurnModel([{ calls }, { text: 'Done.' }], { contextWindow: 32_000 });
  const run = buildRun('go', { model, tools: new Map([[tool.name, tool]]) });
  expect(await runAgentLoop(run)).toMatchObject({ type: 'completed' });
  expect(estimateTokens(buildPrompt(run))).toBeLessThan(contextWindow(model));
});
