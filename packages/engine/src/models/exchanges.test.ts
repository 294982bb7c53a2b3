import { afterEach, describe, expect, it } from '@jest/globals';
import type { TaskEvent } from '@taskhelm/contract';
import type { AgentModel } from '../model.ts';
import { runAgentLoop } from '../run-agent-loop.ts';
import { buildRun, type TestRun } from '../test-support/build-run.ts';
import { CUTS } from '../test-support/cuts.ts';
import { publishedSchema } from '../test-support/published-schema.ts';
import { eventsOf, readAnswer, readRequest } from '../test-support/read-exchange.ts';
import { startReplayServer, type Cut, type ReplayServer } from '../test-support/replay-server.ts';
import { createBuiltInTools } from '../tools/built-in-tools.ts';
import { createAnthropicModel } from './anthropic-model.ts';
import { createGoogleModel } from './google-model.ts';
import type { ModelServer } from './model-server.ts';
import { createOpenAiCompatibleModel } from './openai-compatible-model.ts';

const KEY = 'sk-recorded-5f1d0c-9a77';

type Provider = {
  name: string;
  create: (server: ModelServer) => AgentModel;
  version: string;
  modelId: string;
  path: string;
  headers: Record<string, string>;
  callId: string;
  usage: { tool: [input: number, output: number]; answer: [input: number, output: number] };
  refusedStatus: number;
  retryAfterMs: number;
  reason: string;
};

const PROVIDERS: Provider[] = [
  {
    name: 'openai',
    create: createOpenAiCompatibleModel,
    version: '/v1',
    modelId: 'gpt-5-mini',
    path: '/v1/chat/completions',
    headers: { authorization: `Bearer ${KEY}` },
    callId: 'call_Qm8vXcT1pYd0',
    usage: { tool: [412, 35], answer: [466, 11] },
    refusedStatus: 401,
    retryAfterMs: 20_000,
    reason: 'maximum context length is 400000 tokens',
  },
  {
    name: 'anthropic',
    create: createAnthropicModel,
    version: '/v1',
    modelId: 'claude-sonnet-4-5',
    path: '/v1/messages',
    headers: { 'x-api-key': KEY, 'anthropic-version': '2023-06-01' },
    callId: 'toolu_01RecordedCalculate',
    usage: { tool: [472, 68], answer: [553, 14] },
    refusedStatus: 401,
    retryAfterMs: 30_000,
    reason: 'prompt is too long: 208310 tokens > 200000 maximum',
  },
  {
    name: 'google',
    create: createGoogleModel,
    version: '/v1beta',
    modelId: 'gemini-2.5-flash',
    path: '/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse',
    headers: { 'x-goog-api-key': KEY },
    callId: 'call-recorded-1',
    // Thinking is output that is paid for.
    usage: { tool: [338, 83], answer: [401, 9] },
    refusedStatus: 400,
    retryAfterMs: 34_000,
    reason: 'exceeds the maximum number of tokens allowed',
  },
];
const WHOLE: Cut = (body) => [body];

describe.each(PROVIDERS)('the exchanges with $name', (provider) => {
  const { name } = provider;
  const published = publishedSchema(name);
  let server: ReplayServer | undefined;
  afterEach(() => server?.close());

  const start = async (answers: string[], { cut = WHOLE, tools = ['calculate'] } = {}) => {
    server = await startReplayServer(
      answers.map((each) => readAnswer(name, each)),
      cut,
    );
    const model = provider.create({
      baseUrl: server.origin + provider.version,
      apiKey: KEY,
      modelId: provider.modelId,
    });
    const builtIn = [...createBuiltInTools()].filter(([tool]) => tools.includes(tool));
    return { run: buildRun('Add 2 and 3', { model, tools: new Map(builtIn) }), server };
  };
  const said = (run: TestRun, type: TaskEvent['type']): TaskEvent[] =>
    run.log.events.filter((event) => event.type === type);

  it.each(['tool-call', 'answer'])('hold a stream of %s as it is published', (answer) => {
    // Published in the guide to streaming, and not among the types.
    const events = eventsOf(readAnswer(name, answer)).filter(
      (event) => (event as { type?: string }).type !== 'ping',
    );
    expect(events.length).toBeGreaterThan(0);
    expect(events.map((event) => published.StreamEvent.safeParse(event).error)).toEqual(
      events.map(() => undefined),
    );
  });

  it.each(['refused-key', 'rate-limited', 'bad-request'])(
    'hold the error %s as it is published',
    (answer) => {
      const body = JSON.parse(readAnswer(name, answer).body.toString()) as object;
      expect(published.ErrorBody.safeParse(body).error).toBeUndefined();
      expect(published.ErrorBody.safeParse({ ...body, surprise: 1 }).success).toBe(false);
    },
  );

  it.each(CUTS)('run a task over an answer %s, with its tool call, result and usage', async (_how, cut) => {
    const { run, server } = await start(['tool-call', 'answer'], { cut });
    expect(await runAgentLoop(run)).toEqual({ type: 'completed', result: 'It is **5** – fünf.' });
    expect(said(run, 'message').slice(1)).toMatchObject([
      { role: 'assistant', text: 'Let me add them – 2 und 3 ✓', step: 1 },
      { role: 'assistant', text: 'It is **5** – fünf.', step: 2 },
    ]);
    expect(said(run, 'tool_call')).toMatchObject([
      { tool: 'calculate', args: { expression: '2+3' }, provider_call_id: provider.callId, step: 1 },
    ]);
    expect(said(run, 'tool_result')).toMatchObject([{ status: 'ok', output: 5 }]);
    const { tool, answer } = provider.usage;
    expect(said(run, 'usage')).toMatchObject([
      { input_tokens: tool[0], output_tokens: tool[1], finish_reason: 'tool-calls' },
      { input_tokens: answer[0], output_tokens: answer[1], finish_reason: 'stop' },
    ]);
    expect(server.requests).toHaveLength(2);
  });

  it('send the requests that are recorded, in the published form, with the key in its header only', async () => {
    const { run, server } = await start(['tool-call', 'answer']);
    await runAgentLoop(run);
    expect(server.requests.map(({ body }) => body)).toEqual(
      ['tool-call', 'answer'].map((each) => readRequest(name, each)),
    );
    for (const { path, headers, body } of server.requests) {
      expect(published.Request.safeParse(body).error).toBeUndefined();
      expect(published.Request.safeParse({ ...(body as object), surprise: 1 }).success).toBe(false);
      expect(path).toBe(provider.path);
      expect(headers).toMatchObject({ 'content-type': 'application/json', ...provider.headers });
      expect(path + JSON.stringify(body)).not.toContain(KEY);
    }
  });

  it('send every built-in tool in the published form', async () => {
    const names = [...createBuiltInTools().keys()];
    const { run, server } = await start(['answer'], { tools: names });
    await runAgentLoop(run);
    const [request] = server.requests;
    expect(published.Request.safeParse(request?.body).error).toBeUndefined();
    for (const tool of names) expect(JSON.stringify(request?.body)).toContain(`"name":"${tool}"`);
  });

  it('end the task at a refused key, and say what to do without a part of the key', async () => {
    const { run } = await start(['refused-key']);
    const message = `${run.model.id} refused the API key (HTTP ${provider.refusedStatus}). Check the key.`;
    expect(await runAgentLoop(run)).toEqual({ type: 'failed', code: 'model_rejected', message });
    expect(said(run, 'error')).toMatchObject([{ code: 'model_rejected', message, retryable: false }]);
    expect(JSON.stringify(run.log.events)).not.toMatch(/sk-recor|9a77/);
  });

  it('wait as long as a provider that is busy asks for', async () => {
    const { run } = await start(['rate-limited']);
    const outcome = await runAgentLoop(run);
    const reason = expect.stringMatching(
      /could not be reached or did not finish \(HTTP 429: .+Retry the task later/,
    );
    expect(outcome).toEqual({ type: 'model_retry', delayMs: expect.any(Number), reason });
    const { delayMs } = outcome as { delayMs: number };
    expect(delayMs).toBeGreaterThanOrEqual(provider.retryAfterMs);
    expect(delayMs).toBeLessThanOrEqual(provider.retryAfterMs * 1.1);
    expect(said(run, 'error')).toMatchObject([{ code: 'model_unavailable', retryable: true }]);
  });

  it('end the task at a request that is refused, with the reason', async () => {
    const { run } = await start(['bad-request']);
    expect(await runAgentLoop(run)).toEqual({
      type: 'failed',
      code: 'model_rejected',
      message: expect.stringMatching(/refused the request \(HTTP 400: .+\)\. Check the model and the task\./),
    });
    expect(JSON.stringify(said(run, 'error'))).toContain(provider.reason);
  });
});
