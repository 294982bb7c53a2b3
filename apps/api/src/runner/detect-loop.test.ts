import { expect, test } from '@jest/globals';
import type { Json, TaskEventBody } from '@taskhelm/contract';
import { detectLoop } from './detect-loop.ts';

const call = (tool: string, args: Json = {}): TaskEventBody => ({
  type: 'tool_call',
  call_id: '01900000-0000-7000-8000-000000000000',
  tool,
  args,
  effect: null,
  step: 1,
  provider_call_id: 'x',
});
const [a, b, c] = [call('a'), call('b'), call('c')];

test.each([
  ['the same call three times', [c, a, a, a], 'It called a with the same arguments 3 times in a row.'],
  ['two by turns', [a, b, a, b, a, b], 'It called a, b by turns with the same arguments, 3 times over.'],
  [
    'three by turns',
    [a, b, c, a, b, c, a, b, c],
    'It called a, b, c by turns with the same arguments, 3 times over.',
  ],
  ['the same call twice', [a, a], null],
  ['a call that broke the pattern', [a, a, a, b], null],
  ['two by turns, twice', [a, b, a, b], null],
  ['nothing', [], null],
])('%s', (_name, events, evidence) => {
  expect(detectLoop(events)).toBe(evidence);
});

test('arguments tell calls apart, and the order of their keys does not', () => {
  expect(detectLoop([1, 2, 3].map((n) => call('a', { n })))).toBeNull();
  expect(
    detectLoop([call('a', { x: 1, y: 2 }), call('a', { y: 2, x: 1 }), call('a', { x: 1, y: 2 })]),
  ).not.toBeNull();
});
