import { expect, test } from '@jest/globals';
import { agentFilterOf, finishedView, openView } from './task-links.ts';

const span = { from: '2026-01-10T00:00:00.000Z', to: '2026-01-11T00:00:00.000Z' };
const finished = { finished_from: span.from, finished_to: span.to, sort: '-finished_at' };

test('a number of finished tasks leads to those that finished in the same time, of the same agents', () => {
  expect(finishedView({ span })).toEqual({ status: ['completed', 'failed', 'cancelled'], ...finished });
  expect(finishedView({ span, status: ['failed'], agent: ['ops'], failureCode: 'model_away' })).toEqual({
    status: ['failed'],
    agent: ['ops'],
    failure_code: ['model_away'],
    ...finished,
  });
});

test('a number of open tasks leads to those that are open now', () => {
  expect(openView('pending', undefined)).toEqual({ status: ['pending'] });
  expect(openView('needs_input', ['ops'])).toEqual({ status: ['needs_input'], agent: ['ops'] });
});

test('an agent whose name another has meanwhile is found by its id', () => {
  const current = [{ id: '2', name: 'ops' }];
  expect(agentFilterOf({ id: '2', name: 'ops' }, current)).toBe('ops');
  expect(agentFilterOf({ id: '1', name: 'ops' }, current)).toBe('1');
});
