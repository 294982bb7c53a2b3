import { describe, expect, test } from '@jest/globals';
import type { TaskEvent, TaskEventBody } from '@taskhelm/contract';
import { buildRun, createIds, type TestRun } from './test-support/build-run.ts';
import { createCountTool } from './test-support/count-tool.ts';
import { drive } from './test-support/drive.ts';
import { createMemoryLog } from './test-support/memory-log.ts';
import { createTurnModel } from './test-support/turn-model.ts';

const SCRIPT = [
  'think first',
  'say working',
  'call calculate {"expression":"6*7"}',
  'call count {"n":1}',
  'ask Which one? | Red | Blue',
  'call nothing {}',
  'call create_task {"agent":"writer","title":"Write it"}',
  'ask In your own words?',
  'result {answer1}, {answer2}, {output}',
].join('\n');

const scripted = (overrides: Partial<TestRun> = {}): TestRun =>
  buildRun(SCRIPT, {
    extraTools: [createCountTool().tool],
    confirmTools: new Set(['count']),
    ...overrides,
  });

const parallel = (overrides: Partial<TestRun> = {}): TestRun => {
  const calls = [
    { tool: 'count', input: '{"n":1}' },
    { tool: 'calculate', input: '{"expression":"1+1"}' },
    { tool: 'ask_user', input: '{"questions":[{"question":"Why?"},{"label":"When?","options":["Now"]}]}' },
    { tool: 'calculate', input: '{"expression":' },
    { tool: 'count', input: '{"n":2}' },
  ];
  const model = createTurnModel([]);
  const answered = (prompt: { role: string }[]): boolean => prompt.some(({ role }) => role === 'assistant');
  const turns = {
    first: createTurnModel([{ text: 'Doing', calls }]),
    last: createTurnModel([{ text: 'Done' }]),
  };
  model.languageModel.doStream = (options) =>
    (answered(options.prompt) ? turns.last : turns.first).languageModel.doStream(options);
  return buildRun('Do it', {
    model,
    extraTools: [createCountTool().tool],
    confirmTools: new Set(['count']),
    ...overrides,
  });
};

describe.each([
  ['a script', scripted],
  ['parallel calls, confirmations and questions', parallel],
])('a worker that takes over %s', (_name, build) => {
  test('comes to the same result and the same events after a crash at any event', async () => {
    const whole = build();
    const outcome = await drive(whole);
    expect(outcome.type).toBe('completed');
    for (let length = 1; length <= whole.log.events.length; length += 1) {
      const rest = build({
        log: createMemoryLog(whole.log.events.slice(0, length).map(toBody)),
        newId: createIds(1_000 + length),
      });
      expect(await drive(rest)).toEqual(outcome);
      expect(comparable(rest.log.events)).toEqual(comparable(whole.log.events));
    }
  });
});

function toBody({
  seq: _seq,
  created_at: _at,
  attempt: _attempt,
  agent: _agent,
  ...body
}: TaskEvent): TaskEventBody {
  return body;
}

/** Events without what a takeover may repeat: the marks of a start, and the parts of a step that was not closed. */
function comparable(events: readonly TaskEvent[]): string[] {
  const ids = new Map<string, string>();
  const kept: TaskEventBody[] = [];
  const started = new Set<string>();
  for (const event of events.map(toBody)) {
    const key =
      event.type === 'model_started'
        ? `step ${event.step}`
        : event.type === 'tool_started'
          ? event.call_id
          : '';
    if (event.type === 'model_started' && started.has(key)) dropOpenStep(kept);
    if (key && started.has(key)) continue;
    if (key) started.add(key);
    kept.push(event);
  }
  for (const event of kept) if (event.type === 'tool_call') ids.set(event.call_id, `call ${ids.size}`);
  const named = (event: TaskEventBody): string =>
    [...ids].reduce((text, [id, name]) => text.replaceAll(id, name), JSON.stringify(event));
  return kept.map(named).toSorted();
}

function dropOpenStep(kept: TaskEventBody[]): void {
  while (kept.length > 0 && kept.at(-1)?.type !== 'model_started') kept.pop();
}
