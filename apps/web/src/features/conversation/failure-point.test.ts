import { expect, test } from '@jest/globals';
import type { TaskEvent } from '@taskhelm/contract';
import { failurePoint } from './failure-point.ts';

const event = (seq: number, body: object): TaskEvent => ({ seq, ...body }) as TaskEvent;
const call = (seq: number, id: string): TaskEvent => event(seq, { type: 'tool_call', call_id: id });
const result = (seq: number, id: string, status: string, output: unknown = 'Too hot'): TaskEvent =>
  event(seq, { type: 'tool_result', call_id: id, tool: `tool-${id}`, status, output });

test('a failed call is pointed at where it was made, with what it said', () => {
  const events = [call(1, 'a'), call(2, 'b'), result(3, 'b', 'ok'), result(4, 'a', 'error')];
  expect(failurePoint(events)).toEqual({ seq: 1, call: { name: 'tool-a', message: 'Too hot' } });
  expect(failurePoint([...events, result(5, 'b', 'ok')])).toEqual({ seq: 1, call: null });
  const told = [call(1, 'a'), result(2, 'a', 'error', { error: 'No such page', status: 404 })];
  expect(failurePoint(told)?.call?.message).toBe('No such page');
});

test('the last error counts, of the model too', () => {
  const events = [call(1, 'a'), result(2, 'a', 'error'), event(3, { type: 'error' })];
  expect(failurePoint(events)).toEqual({ seq: 3, call: { name: 'tool-a', message: 'Too hot' } });
});

test('without an error there is nothing to point at', () => {
  expect(failurePoint([call(1, 'a'), result(2, 'a', 'ok')])).toBeNull();
});
