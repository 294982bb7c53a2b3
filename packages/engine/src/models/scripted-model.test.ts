import { expect, test } from '@jest/globals';
import type { LanguageModelV4CallOptions, LanguageModelV4Prompt } from '@ai-sdk/provider';
import { runAgentLoop } from '../run-agent-loop.ts';
import { buildRun, type TestRun } from '../test-support/build-run.ts';
import { answer, park } from '../test-support/respond.ts';
import { createScriptedModel } from './scripted-model.ts';
import { INTRODUCTION } from './script-step.ts';

const texts = (run: TestRun): string[] =>
  run.log.events.flatMap((event) =>
    event.type === 'message' && event.role === 'assistant' ? [event.text] : [],
  );
const calls = (run: TestRun) => run.log.events.filter((event) => event.type === 'tool_call');

test.each(['result done', 'fail no', 'say hi', 'call calculate {}', 'Just do it.'])(
  'the first message for "%s" says that it is scripted',
  async (script) => {
    const run = buildRun(script);
    await runAgentLoop(run);
    expect(texts(run)[0]).toBe(INTRODUCTION);
  },
);

test('say, think and result are spoken in order, with \\n as a line break', async () => {
  const run = buildRun(String.raw`think hm\nhm${'\n'}say one\ntwo${'\n'}result # three\n\nfour`);
  expect(await runAgentLoop(run)).toEqual({ type: 'completed', result: '# three\n\nfour' });
  expect(texts(run).slice(1)).toEqual(['one\ntwo', '# three\n\nfour']);
  expect(run.log.events).toContainEqual(expect.objectContaining({ type: 'reasoning', text: 'hm\nhm' }));
});

test('every call and question ends a step', async () => {
  const run = buildRun('call calculate {"expression":"1+1"}\ncall current_time\nask Why?\nresult ok');
  expect((await runAgentLoop(run)).type).toBe('needs_input');
  expect(calls(run).map(({ tool, step }) => [tool, step])).toEqual([
    ['calculate', 1],
    ['current_time', 2],
    ['ask_user', 3],
  ]);
});

test('answers and outputs are put in their places, also inside the JSON of a call', async () => {
  const run = buildRun(
    'ask Colour? | Red | Blue\nask Say "x"?\ncall calculate {"expression":"{answer}+1"}\nresult {answer1}/{answer2}/{output}/{answer9}/{other}',
  );
  for (const value of ['Blue', '41']) answer(run.log, park(run.log, await runAgentLoop(run))[0]!, value);
  expect(await runAgentLoop(run)).toEqual({ type: 'completed', result: 'Blue/41/42//{other}' });
});

test('an answer cannot break out of the JSON of a call', async () => {
  const run = buildRun('ask What?\ncall calculate {"expression":"{answer}"}\nresult ok');
  answer(run.log, park(run.log, await runAgentLoop(run))[0]!, '1","x":"2');
  await runAgentLoop(run);
  expect(calls(run)[1]?.args).toEqual({ expression: '1","x":"2' });
});

test('a question with options is a choice that admits other words, one without is a text', async () => {
  const run = buildRun('ask Colour? | Red | Blue\nask Why?');
  const [choice] = park(run.log, await runAgentLoop(run));
  expect(choice?.questions).toMatchObject([{ label: 'Colour?', type: 'select', allow_other: true }]);
  answer(run.log, choice!, 'Green');
  const [text] = park(run.log, await runAgentLoop(run));
  expect(text?.questions).toMatchObject([{ label: 'Why?', type: 'text', options: [] }]);
});

test('fail ends the task with exactly its message', async () => {
  const run = buildRun('say before\nfail Out of paper: tray 2.');
  expect(await runAgentLoop(run)).toEqual({
    type: 'failed',
    code: 'script_failed',
    message: 'Out of paper: tray 2.',
  });
  expect(texts(run)).toEqual([INTRODUCTION, 'before']);
});

test('a script that ends without a word still has a result', async () => {
  const run = buildRun('call calculate {"expression":"1"}');
  expect(await runAgentLoop(run)).toEqual({ type: 'completed', result: 'The script has ended.' });
});

test('lines that are no directives are ignored where there are some', async () => {
  const run = buildRun('Please do this:\n\nwait for it\n  result done  \nThanks');
  expect(await runAgentLoop(run)).toEqual({ type: 'completed', result: 'done' });
});

test('text comes in words', async () => {
  const deltas: string[] = [];
  const run = buildRun('result one two  three', { onDelta: ({ text }) => deltas.push(text) });
  await runAgentLoop(run);
  expect(deltas.slice(-3)).toEqual(['one ', 'two  ', 'three']);
});

test('a wait ends with its signal', async () => {
  const control = new AbortController();
  const { stream } = await createScriptedModel().languageModel.doStream({
    prompt: prompt('wait 3600'),
    abortSignal: control.signal,
  });
  const reader = stream.getReader();
  const last = (async () => {
    while (!(await reader.read()).done) setImmediate(() => control.abort());
  })();
  await expect(last).rejects.toThrow('abort');
});

test('the standard script uses only the tools it is offered', async () => {
  const plain = buildRun('Study the market.', { tools: new Map() });
  expect(await runAgentLoop(plain)).toMatchObject({
    type: 'completed',
    result: expect.stringMatching(/^# A title/),
  });
  expect(calls(plain)).toEqual([]);
  const all = buildRun('Study the market.');
  expect((await runAgentLoop(all)).type).toBe('needs_input');
  expect(calls(all).map(({ tool }) => tool)).toEqual(['current_time', 'ask_user']);
});

test('a task with nothing but a title is restated by it', async () => {
  const run = buildRun('A title', { tools: new Map() });
  await runAgentLoop(run);
  expect(texts(run)[1]).toBe('The task is: **A title**');
});

test('the same step can be had in one piece, with plausible usage', async () => {
  const options: LanguageModelV4CallOptions = {
    prompt: prompt('say hello\ncall calculate {"expression":"1"}'),
  };
  const { content, usage, finishReason } = await createScriptedModel().languageModel.doGenerate(options);
  expect(content.map(({ type }) => type)).toEqual(['text', 'text', 'tool-call']);
  expect(finishReason.unified).toBe('tool-calls');
  expect(usage.inputTokens.total).toBeGreaterThan(10);
  expect(usage.outputTokens.total).toBeGreaterThan(10);
});

function prompt(text: string): LanguageModelV4Prompt {
  return [{ role: 'user', content: [{ type: 'text', text }] }];
}
