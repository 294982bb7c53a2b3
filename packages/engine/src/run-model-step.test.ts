import { APICallError } from '@ai-sdk/provider';
import { expect, test } from '@jest/globals';
import { ModelFailure } from './model.ts';
import { runAgentLoop } from './run-agent-loop.ts';
import { createMemoryLog } from './test-support/memory-log.ts';
import { runThrough } from './test-support/run-through.ts';
import { buildRun, userMessage, type TestRun } from './test-support/build-run.ts';
import { createTurnModel, type Turn } from './test-support/turn-model.ts';

type Tried = { run: TestRun; tries: () => number };

function tried(turns: Turn[], timeouts = {}): Tried {
  const model = createTurnModel(turns, { timeouts });
  return { run: buildRun('go', { model }), tries: () => model.prompts.length };
}

function callError(statusCode: number | undefined, headers: Record<string, string> = {}): APICallError {
  return new APICallError({
    message: 'the reason',
    url: 'http://model.test',
    requestBodyValues: {},
    ...(statusCode && { statusCode }),
    responseHeaders: headers,
    isRetryable: true,
  });
}

const errors = (run: TestRun) => run.log.events.filter((event) => event.type === 'error');

test.each([429, 500, 503, 529, 408])('HTTP %i is tried again, and the task goes on', async (status) => {
  const { run } = tried([{ error: callError(status) }, { text: 'fine' }]);
  const waits: number[] = [];
  expect(await runThrough(run, waits)).toEqual({ type: 'completed', result: 'fine' });
  expect(errors(run)).toMatchObject([{ code: 'model_unavailable', retryable: true, step: 1 }]);
  expect(waits).toHaveLength(1);
});

test('the run ends between two tries, and says for how long and why', async () => {
  const { run, tries } = tried([{ error: callError(503) }]);
  expect(await runAgentLoop(run)).toEqual({
    type: 'model_retry',
    delayMs: expect.any(Number),
    reason: expect.stringContaining('HTTP 503'),
  });
  expect(tries()).toBe(1);
});

test('after three retries of an answer that is no good the task fails with the reason and what to do', async () => {
  const { run, tries } = tried([{ text: 'half', finishReason: 'interrupted' }]);
  const waits: number[] = [];
  const outcome = await runThrough(run, waits);
  expect(outcome).toMatchObject({
    type: 'failed',
    code: 'model_unavailable',
    message: expect.stringContaining('Retry the task later'),
  });
  expect(tries()).toBe(4);
  expect(errors(run)).toHaveLength(4);
  expect(waits).toHaveLength(3);
  expect(waits.toSorted((a, b) => a - b)).toEqual(waits);
});

test('a provider that is away is tried for more than an hour before the task fails', async () => {
  const { run } = tried([{ error: callError(503) }]);
  const waits: number[] = [];
  expect(await runThrough(run, waits)).toMatchObject({
    type: 'failed',
    code: 'model_unavailable',
    message: expect.stringContaining('HTTP 503'),
  });
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(3_600_000);
});

test('the retries of a step are counted from the log, so another worker does not begin anew', async () => {
  const { run } = tried([{ text: 'half', finishReason: 'interrupted' }]);
  const log = createMemoryLog([userMessage('go'), ...errors(await failedTwice())]);
  expect((await runAgentLoop({ ...run, log })).type).toBe('model_retry');
  expect((await runAgentLoop({ ...run, log })).type).toBe('failed');
});

async function failedTwice(): Promise<TestRun> {
  const { run } = tried([{ text: 'half', finishReason: 'interrupted' }]);
  await runAgentLoop(run);
  await runAgentLoop(run);
  return run;
}

test.each([400, 401, 403, 404, 422])('HTTP %i fails at once', async (status) => {
  const { run, tries } = tried([{ error: callError(status) }]);
  expect(await runThrough(run)).toMatchObject({ type: 'failed', code: 'model_rejected' });
  expect(tries()).toBe(1);
  expect(errors(run)).toMatchObject([{ retryable: false }]);
});

test('Retry-After is waited for, in seconds or as a date', async () => {
  const asked = (value: string): Turn => ({ error: callError(429, { 'retry-after': value }) });
  const date = new Date(Date.now() + 100_000).toUTCString();
  const { run } = tried([asked('70'), asked(date), asked('864000'), { text: 'fine' }]);
  const waits: number[] = [];
  await runThrough(run, waits);
  expect(waits[0]).toBeGreaterThanOrEqual(70_000);
  expect(waits[1]).toBeGreaterThan(60_000);
  expect(waits[2]).toBeGreaterThanOrEqual(300_000);
  expect(waits[2]).toBeLessThanOrEqual(330_000);
});

test.each([
  ['a lost connection', callError(undefined)],
  ['a network error', new TypeError('fetch failed')],
  ['an error object in the stream', { message: 'Overloaded', type: 'overloaded_error' }],
])('%s is tried again', async (_name, error) => {
  const { run } = tried([{ error }, { text: 'fine' }]);
  expect(await runThrough(run)).toEqual({ type: 'completed', result: 'fine' });
});

test('an answer that breaks off is tried again, and its half is not recorded', async () => {
  const { run } = tried([{ text: 'half', finishReason: 'interrupted' }, { text: 'whole' }]);
  expect(await runThrough(run)).toEqual({ type: 'completed', result: 'whole' });
  expect(JSON.stringify(run.log.events)).not.toContain('half');
});

test('what a model had said to the end before it failed for good is recorded before the error', async () => {
  const { run } = tried([{ text: 'said', error: new ModelFailure('odd', 'It is over.') }]);
  expect(await runThrough(run)).toEqual({ type: 'failed', code: 'odd', message: 'It is over.' });
  expect(run.log.events.slice(-2)).toMatchObject([
    { type: 'message', role: 'assistant', text: 'said' },
    { type: 'error', code: 'odd', retryable: false },
  ]);
});

test('a model that never begins is given up after its first-part timeout', async () => {
  const { run } = tried([{ hang: true }], { firstMs: 5 });
  expect(await runThrough(run)).toMatchObject({
    code: 'model_unavailable',
    message: expect.stringContaining('sent nothing'),
  });
});

test('a model that stops in the middle is given up after its idle timeout', async () => {
  const { run } = tried([{ text: 'so', hang: true }], { idleMs: 5 });
  expect(await runThrough(run)).toMatchObject({ message: expect.stringContaining('stopped sending') });
});

test('a model call has a total timeout', async () => {
  const { run } = tried([{ text: 'so', hang: true }], { totalMs: 5 });
  expect(await runThrough(run)).toMatchObject({ message: expect.stringContaining('did not finish') });
});

test('a model that says nothing fails the task', async () => {
  const { run } = tried([{ text: '  \n' }]);
  expect(await runThrough(run)).toMatchObject({ type: 'failed', code: 'empty_answer' });
});

test('an answer that was cut at its length limit is no result', async () => {
  const { run } = tried([{ text: 'and then', finishReason: 'length' }]);
  expect(await runThrough(run)).toMatchObject({ type: 'failed', code: 'answer_cut' });
});

test('an answer over 4 MB is cut and fails the task', async () => {
  const { run, tries } = tried([{ text: 'x'.repeat(4_194_305) }]);
  expect(await runThrough(run)).toMatchObject({ type: 'failed', code: 'model_invalid_answer' });
  expect(tries()).toBe(1);
});

test('a refused key is not repeated', async () => {
  const error = new APICallError({
    message: 'Incorrect API key provided: sk-secret',
    url: 'http://model.test',
    requestBodyValues: {},
    statusCode: 401,
  });
  const { run } = tried([{ error }]);
  expect(JSON.stringify([await runThrough(run), run.log.events])).not.toContain('sk-secret');
});
