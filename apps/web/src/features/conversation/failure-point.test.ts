import { expect, test } from '@jest/globals';
import type { TaskEvent } from '@taskhelm/contract';
import { failurePoint } from './failure-point.ts';

const event = (seq: number, body: object): TaskEvent => ({ seq, ...body }) as TaskEvent;
const call = (seq: number, id: string): TaskEvent => event(seq, { type: 'tool_call', call_id: id });
const result = (seq: number, id: string, status: string): TaskEvent =>
  event(seq, { type: 'tool_result', call_id: id, status });

test('a failed call is pointed at where it was made', () => {
  const events = [call(1, 'a'), call(2, 'b'), result(3, 'a', 'error'), result(4, 'b', 'ok')];
  expect(failurePoint(events)).toBe(1);
});

test('the last error counts, of the model too', () => {
  const events = [call(1, 'a'), result(2, 'a', 'error'), event(3, { type: 'error' })];
  expect(failurePoint(events)).toBe(3);
});

test('without an error there is nothing to point at', () => {
  expect(failurePoint([call(1, 'a'), result(2, 'a', 'ok')])).toBeNull();
});
