import { afterEach, expect, test } from '@jest/globals';
import { buildRun, type TestRun } from '../test-support/build-run.ts';
import { runThrough } from '../test-support/run-through.ts';
import { startSseServer, type SseAnswer, type SseServer } from '../test-support/sse-server.ts';
import { createAnthropicModel } from './anthropic-model.ts';

let server: SseServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

const event = (data: { type: string } & Record<string, unknown>) => ({ event: data.type, data });
const block = (index: number, content_block: object, ...deltas: object[]) => [
  event({ type: 'content_block_start', index, content_block }),
  ...deltas.map((delta) => event({ type: 'content_block_delta', index, delta })),
  event({ type: 'content_block_stop', index }),
];
const begin = event({
  type: 'message_start',
  message: {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'm1',
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: { input_tokens: 30, output_tokens: 1 },
  },
});
const end = (stop_reason: string) => [
  event({ type: 'message_delta', delta: { stop_reason, stop_sequence: null }, usage: { output_tokens: 9 } }),
  event({ type: 'message_stop' }),
];
const says = (text: string): SseAnswer => ({
  events: [begin, ...block(0, { type: 'text', text: '' }, { type: 'text_delta', text }), ...end('end_turn')],
});
const calls: SseAnswer = {
  events: [
    begin,
    ...block(
      0,
      { type: 'thinking', thinking: '', signature: '' },
      { type: 'thinking_delta', thinking: 'Add them.' },
      { type: 'signature_delta', signature: 'sig-1' },
    ),
    ...block(1, { type: 'text', text: '' }, { type: 'text_delta', text: 'Let me see.' }),
    event({ type: 'ping' }),
    ...block(
      2,
      { type: 'tool_use', id: 'toolu_1', name: 'calculate', input: {} },
      { type: 'input_json_delta', partial_json: '{"expression"' },
      { type: 'input_json_delta', partial_json: ':"2+3"}' },
    ),
    ...end('tool_use'),
  ],
};

async function start(
  answers: SseAnswer[],
  overrides: Partial<TestRun> = {},
): Promise<{ run: TestRun; server: SseServer }> {
  server = await startSseServer(answers);
  const model = createAnthropicModel({ baseUrl: server.url, apiKey: 'sk-ant-test', modelId: 'm1' });
  return { run: buildRun('Add 2 and 3', { model, ...overrides }), server };
}

test('a task runs over messages, with a tool call, its result and the signed thinking sent back', async () => {
  const { run, server } = await start([calls, says('It is 5.')]);
  expect(await runThrough(run)).toEqual({ type: 'completed', result: 'It is 5.' });
  expect(run.log.events).toContainEqual(
    expect.objectContaining({ type: 'usage', input_tokens: 30, output_tokens: 9, cost_microusd: null }),
  );
  const [first, second] = server.requests;
  expect(first).toMatchObject({
    path: '/v1/messages',
    headers: { 'x-api-key': 'sk-ant-test' },
    body: { model: 'm1' },
  });
  expect(second?.body.messages).toMatchObject([
    { role: 'user', content: [{ type: 'text', text: 'Add 2 and 3' }] },
    {
      role: 'assistant',
      content: [
        { type: 'thinking', thinking: 'Add them.', signature: 'sig-1' },
        { type: 'text', text: 'Let me see.' },
        { type: 'tool_use', id: 'toolu_1', name: 'calculate', input: { expression: '2+3' } },
      ],
    },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: '5' }] },
  ]);
});

test.each<[string, SseAnswer]>([
  [
    '529',
    { status: 529, body: '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}' },
  ],
  [
    'a stream that breaks off',
    { events: [begin, ...block(0, { type: 'text', text: '' }, { type: 'text_delta', text: 'half' })] },
  ],
  [
    'an error in the stream',
    { events: [begin, event({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } })] },
  ],
])('%s is tried again', async (_name, answer) => {
  const { run } = await start([answer, says('fine')]);
  expect(await runThrough(run)).toEqual({ type: 'completed', result: 'fine' });
  expect(run.log.events.filter(({ type }) => type === 'error')).toMatchObject([{ retryable: true }]);
});

test('a request that is refused ends the task with the reason', async () => {
  const body = '{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long"}}';
  const { run } = await start([{ status: 400, headers: { 'content-type': 'application/json' }, body }]);
  expect(await runThrough(run)).toMatchObject({
    type: 'failed',
    code: 'model_rejected',
    message: expect.stringContaining('prompt is too long'),
  });
});

test('a stop closes the connection to the server', async () => {
  const control = new AbortController();
  const text = [
    event({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }),
    event({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'so' } }),
  ];
  const { run, server } = await start([{ events: [begin, ...text], hang: true }], {
    signal: control.signal,
    onDelta: () => control.abort(),
  });
  expect(await runThrough(run)).toEqual({ type: 'stopped' });
  await server.dropped;
});
