import { LLMock } from '@copilotkit/aimock';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { checkModel } from '../check-model.ts';
import type { AgentModel } from '../model.ts';
import { buildRun } from '../test-support/build-run.ts';
import { runThrough } from '../test-support/run-through.ts';
import { createAnthropicModel } from './anthropic-model.ts';
import { createGoogleModel } from './google-model.ts';
import { createOpenAiCompatibleModel } from './openai-compatible-model.ts';

// A mock of the providers that others wrote, from the providers' documents: it would not share a misreading of ours.
let mock: LLMock;
beforeEach(async () => {
  mock = new LLMock({ port: 0 });
  mock.on({ hasToolResult: true }, { content: 'It is 5.' });
  mock.on({ toolName: 'echo' }, { toolCalls: [{ name: 'echo', arguments: '{"word":"ready"}' }] });
  mock.on(
    { userMessage: 'Add 2 and 3' },
    { toolCalls: [{ name: 'calculate', arguments: '{"expression":"2+3"}' }] },
  );
  await mock.start();
});
afterEach(() => mock.stop());

const KINDS: [string, (url: string) => AgentModel][] = [
  [
    'OpenAI',
    (url) => createOpenAiCompatibleModel({ baseUrl: `${url}/v1`, apiKey: 'k', modelId: 'gpt-5-mini' }),
  ],
  [
    'Anthropic',
    (url) => createAnthropicModel({ baseUrl: `${url}/v1`, apiKey: 'k', modelId: 'claude-sonnet-4-5' }),
  ],
  [
    'Google',
    (url) => createGoogleModel({ baseUrl: `${url}/v1beta`, apiKey: 'k', modelId: 'gemini-2.5-flash' }),
  ],
];

test.each(KINDS)(
  'a task runs against an independent mock of %s, tool call and deltas included',
  async (_name, create) => {
    const deltas: string[] = [];
    const onDelta = ({ text }: { text: string }): void => void deltas.push(text);
    const run = buildRun('Add 2 and 3', { model: create(mock.url), onDelta });
    expect(await runThrough(run)).toEqual({ type: 'completed', result: 'It is 5.' });
    expect(run.log.events).toContainEqual(
      expect.objectContaining({ type: 'tool_result', tool: 'calculate', output: 5, status: 'ok' }),
    );
    expect(deltas.join('')).toBe('It is 5.');
  },
);

test.each(KINDS)('the check of a model finds that the mock of %s can call tools', async (_name, create) => {
  const check = await checkModel(create(mock.url), new AbortController().signal);
  expect(check).toMatchObject({ ok: true, toolCalling: true });
});
