import { expect, test } from '@jest/globals';
import type { TaskEvent } from '@taskhelm/contract';
import { fromWholeStep } from './event-queries.ts';

const page = (...types: TaskEvent['type'][]): TaskEvent[] =>
  types.map((type, at) => ({ type, seq: at + 11 }) as TaskEvent);
const numbers = (events: readonly TaskEvent[]): number[] => events.map(({ seq }) => seq);

test('a page begins with a whole step, where there is another page before it', () => {
  const events = page('tool_result', 'model_started', 'message', 'usage', 'status_change');
  expect(numbers(fromWholeStep(events, true))).toEqual([12, 13, 14, 15]);
  expect(fromWholeStep(events, false)).toBe(events);
});

test.each<[string, TaskEvent[]]>([
  ['begins with one already', page('model_started', 'message')],
  ['holds no beginning of a step', page('tool_result', 'tool_result')],
  ['would lose most of what it holds', page('tool_result', 'tool_result', 'tool_result', 'model_started')],
])('a page that %s stays as it is', (_what, events) => {
  expect(fromWholeStep(events, true)).toBe(events);
});
