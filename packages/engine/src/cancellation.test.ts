import { expect, test } from '@jest/globals';
import { runAgentLoop } from './run-agent-loop.ts';
import { buildRun, userMessage } from './test-support/build-run.ts';
import { createCountTool } from './test-support/count-tool.ts';
import { createMemoryLog } from './test-support/memory-log.ts';
import { createTurnModel } from './test-support/turn-model.ts';

test('a run whose signal is already aborted records nothing', async () => {
  const run = buildRun('say hello', { signal: AbortSignal.abort() });
  expect(await runAgentLoop(run)).toEqual({ type: 'stopped' });
  expect(run.log.events).toHaveLength(1);
});

test('an abort during a model call stops at once, tells the model and records nothing more', async () => {
  const control = new AbortController();
  const run = buildRun('say hello\nwait 3600', {
    signal: control.signal,
    onDelta: ({ text }) => text.includes('hello') && control.abort(),
  });
  expect(await runAgentLoop(run)).toEqual({ type: 'stopped' });
  expect(run.log.events.at(-1)).toMatchObject({ type: 'model_started' });
});

test('a model that ignores its signal does not hold a stop', async () => {
  const control = new AbortController();
  const model = createTurnModel([{ text: 'hm', hang: true }]);
  const run = buildRun('go', { model, signal: control.signal, onDelta: () => control.abort() });
  expect(await runAgentLoop(run)).toEqual({ type: 'stopped' });
  expect(model.signals[0]?.aborted).toBe(true);
});

test('an abort during a tool stops at once even if the tool ignores it, and the call stays without a result', async () => {
  const control = new AbortController();
  const counter = createCountTool({
    run: () => {
      setImmediate(() => control.abort());
      return new Promise(() => undefined);
    },
  });
  const run = buildRun('call count {"n":1}', { extraTools: [counter.tool], signal: control.signal });
  expect(await runAgentLoop(run)).toEqual({ type: 'stopped' });
  expect(run.log.events.at(-1)).toMatchObject({ type: 'tool_started' });
});

test('a refused append rejects the run, aborts the tools in flight and writes nothing more', async () => {
  const signals: AbortSignal[] = [];
  const counter = createCountTool({
    run: ({ signal }) => {
      signals.push(signal);
      return signals.length === 1 ? new Promise(() => undefined) : Promise.resolve('quick');
    },
  });
  const calls = Array.from({ length: 20 }, (_, n) => ({ tool: 'count', input: `{"n":${n}}` }));
  const log = createMemoryLog([userMessage('go')], { refuseAt: 5 });
  const run = buildRun('go', { log, model: createTurnModel([{ calls }]), extraTools: [counter.tool] });
  await expect(runAgentLoop(run)).rejects.toThrow('no longer ours');
  expect(signals.length).toBeGreaterThan(0);
  expect(signals.every(({ aborted }) => aborted)).toBe(true);
  expect(log.appends).toHaveLength(4);
});
