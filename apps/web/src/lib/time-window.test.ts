import { expect, test } from '@jest/globals';
import { describeWindow, nameWindow, readWindowEdge, resolveEdge } from './time-window.ts';

const NOW = Date.parse('2026-11-24T12:00:00.000Z');

test('an edge is a moment or counts back from now; anything else is none', () => {
  expect(readWindowEdge('now')).toBe('now');
  expect(readWindowEdge('now-24h')).toBe('now-24h');
  expect(readWindowEdge('2026-11-24T09:30:00Z')).toBe('2026-11-24T09:30:00Z');
  for (const bad of ['now+1h', 'now-1y', 'now-99999h', 'yesterday', '2026-11-24', '', undefined, 7])
    expect(readWindowEdge(bad)).toBeUndefined();
});

test('a relative edge is told to the API as the moment it means', () => {
  expect(resolveEdge('now', NOW)).toBe('2026-11-24T12:00:00.000Z');
  expect(resolveEdge('now-90m', NOW)).toBe('2026-11-24T10:30:00.000Z');
  expect(resolveEdge('now-2w', NOW)).toBe('2026-11-10T12:00:00.000Z');
  expect(resolveEdge('2026-11-24T09:30:00Z', NOW)).toBe('2026-11-24T09:30:00Z');
});

test('a window is described in words', () => {
  expect(describeWindow(undefined, undefined, 'utc')).toBe('');
  expect(describeWindow('now-24h', undefined, 'utc')).toBe('last 24 hours');
  expect(describeWindow('now-1h', 'now', 'utc')).toBe('last hour');
  expect(describeWindow('now-7d', 'now-1d', 'utc')).toBe('7d ago – 1d ago');
  expect(describeWindow(undefined, 'now-1d', 'utc')).toBe('until 1d ago');
  expect(describeWindow('2026-11-03T09:30:00Z', '2026-11-04T10:00:00Z', 'utc')).toBe(
    '3 Nov, 09:30 UTC – 4 Nov, 10:00 UTC',
  );
  expect(nameWindow('now-1h')).toBe('Last hour');
});
