import { afterEach, expect, test } from '@jest/globals';
import { buildRun, type TestRun } from '../test-support/build-run.ts';
import { runThrough } from '../test-support/run-through.ts';
import { startSseServer, type SseAnswer, type SseServer } from '../test-support/sse-server.ts';
import { createOpenAiCompatibleModel } from './openai-compatible-model.ts';

let server: SseServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

const chunk = (delta: object, finish_reason: string | null = null) => ({
  data: { id: 'c1', object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason }] },
});
const usage = {
  data: { id: 'c1', choices: [], usage: { prompt_tokens: 40, completion_tokens: 8, total_tokens: 48 } },
};
const done = { data: '[DONE]' };
const says = (text: string): SseAnswer => ({
  events: [
    chunk({ role: 'assistant', content: '' }),
    chunk({ content: text }),
    chunk({}, 'stop'),
    usage,
    done,
  ],
});
const callDelta = (id: string | undefined, name: string | undefined, text: string) =>
  chunk({
    tool_calls: [
      { index: 0, ...(id && { id, type: 'function' }), function: { ...(name && { name }), arguments: text } },
    ],
  });
const calls: SseAnswer = {
  events: [
    chunk({ role: 'assistant', reasoning_content: 'Add them.' }),
    chunk({ content: 'Let me see.' }),
    callDelta('call_1', 'calculate', ''),
    callDelta(undefined, undefined, '{"expr'),
    callDelta(undefined, undefined, 'ession":"2+3"}'),
    chunk({}, 'tool_calls'),
    usage,
    done,
  ],
};

async function start(
  answers: SseAnswer[],
  overrides: Partial<TestRun> = {},
): Promise<{ run: TestRun; server: SseServer }> {
  server = await startSseServer(answers);
  const price = { inputMicrousd: 1_000_000, outputMicrousd: 2_000_000 };
  const model = createOpenAiCompatibleModel({ baseUrl: server.url, apiKey: 'sk-test', modelId: 'm1', price });
  return { run: buildRun('Add 2 and 3', { model, ...overrides }), server };
}

test('an answer whose line never ends is cut, says so, and is not asked for again', async () => {
  const { run, server } = await start([{ body: `data: ${'x'.repeat(7_000_000)}` }]);
  expect(await runThrough(run)).toMatchObject({
    type: 'failed',
    code: 'model_invalid_answer',
    message: expect.stringContaining('more than one answer may hold'),
  });
  expect(server.requests).toHaveLength(1);
});

test('a task runs over chat completions, with a tool call and its result', async () => {
  const { run, server } = await start([calls, says('It is 5.')]);
  expect(await runThrough(run)).toEqual({ type: 'completed', result: 'It is 5.' });
  expect(run.log.events).toContainEqual(expect.objectContaining({ type: 'reasoning', text: 'Add them.' }));
  expect(run.log.events).toContainEqual(
    expect.objectContaining({
      type: 'tool_call',
      args: { expression: '2+3' },
      provider_call_id: 'call_1',
      effect: 'read',
    }),
  );
  expect(run.log.events).toContainEqual(
    expect.objectContaining({
      type: 'usage',
      input_tokens: 40,
      output_tokens: 8,
      cost_microusd: 56,
      finish_reason: 'tool-calls',
    }),
  );
  const [first, second] = server.requests;
  expect(first).toMatchObject({
    path: '/v1/chat/completions',
    headers: { authorization: 'Bearer sk-test' },
    body: {
      model: 'm1',
      stream: true,
      messages: [{ role: 'system' }, { role: 'user', content: 'Add 2 and 3' }],
    },
  });
  expect(JSON.stringify(first?.body.tools)).toContain('"name":"calculate"');
  expect(second?.body.messages).toMatchObject([
    { role: 'system' },
    { role: 'user' },
    {
      role: 'assistant',
      content: 'Let me see.',
      reasoning_content: 'Add them.',
      tool_calls: [{ id: 'call_1', function: { name: 'calculate', arguments: '{"expression":"2+3"}' } }],
    },
    { role: 'tool', tool_call_id: 'call_1', content: '5' },
  ]);
});

test('text arrives in deltas', async () => {
  const deltas: unknown[] = [];
  const { run } = await start([says('Hello')], { onDelta: (delta) => deltas.push(delta) });
  await runThrough(run);
  expect(deltas).toEqual([{ step: 1, kind: 'text', text: 'Hello' }]);
});

test.each<[string, SseAnswer]>([
  ['429', { status: 429, headers: { 'retry-after': '1' }, body: '{"error":{"message":"slow down"}}' }],
  ['500 with HTML', { status: 500, headers: { 'content-type': 'text/html' }, body: '<h1>Oops</h1>' }],
  ['a stream that breaks off', { events: [chunk({ content: 'half' })] }],
  ['JSON that is cut', { events: [{ data: '{"choices":[{"del' }] }],
  ['a page instead of a stream', { headers: { 'content-type': 'text/html' }, body: '<html>welcome</html>' }],
  ['nothing', { events: [] }],
  [
    'an error in the stream',
    { events: [{ data: { error: { message: 'overloaded', code: 'x', type: 'y' } } }] },
  ],
])('%s is tried again', async (_name, answer) => {
  const { run } = await start([answer, says('fine')]);
  expect(await runThrough(run)).toEqual({ type: 'completed', result: 'fine' });
  expect(run.log.events.filter(({ type }) => type === 'error')).toMatchObject([{ retryable: true }]);
});

test('a refused key ends the task with what to do', async () => {
  const { run } = await start([{ status: 401, body: '{"error":{"message":"bad key sk-test"}}' }]);
  const outcome = await runThrough(run);
  expect(outcome).toMatchObject({
    type: 'failed',
    code: 'model_rejected',
    message: expect.stringContaining('Check the key'),
  });
  expect(JSON.stringify(outcome)).not.toContain('sk-test');
});

test('a server that cannot be reached ends the task after its retries', async () => {
  const { run, server } = await start([says('never')]);
  await server.close();
  expect(await runThrough(run)).toMatchObject({ type: 'failed', code: 'model_unavailable' });
});

test('a stop closes the connection to the server', async () => {
  const control = new AbortController();
  const { run, server } = await start([{ events: [chunk({ content: 'so' })], hang: true }], {
    signal: control.signal,
    onDelta: () => control.abort(),
  });
  expect(await runThrough(run)).toEqual({ type: 'stopped' });
  await server.dropped;
});
