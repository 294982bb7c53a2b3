import { expect, test } from '@jest/globals';
import type { Durations } from '@taskhelm/contract';
import { toDurationRows } from './duration-rows.ts';

const nothing = { p50_ms: null, p95_ms: null };
const durations: Durations = {
  from: '2026-01-10T00:00:00.000Z',
  to: '2026-01-10T01:30:00.000Z',
  bucket_ms: 3_600_000,
  overall: { count: 0, duration: nothing, queued: nothing, waiting: nothing },
  data: [
    {
      at: '2026-01-10T00:00:00.000Z',
      count: 2,
      duration: { p50_ms: 20_000, p95_ms: 29_000 },
      queued: { p50_ms: 0, p95_ms: 2_800 },
      waiting: nothing,
    },
    { at: '2026-01-10T01:00:00.000Z', count: 0, duration: nothing, queued: nothing, waiting: nothing },
  ],
  by_agent: [],
};

test('a column has the percentiles of what ended in it', () => {
  expect(toDurationRows(durations, 'utc')[0]).toMatchObject({
    span: { from: durations.from, to: '2026-01-10T01:00:00.000Z' },
    count: 2,
    p50: 20_000,
    p95: 29_000,
    queued: 2_800,
    waiting: null,
  });
});

test('what was not measured stays unknown: it is not zero', () => {
  expect(toDurationRows(durations, 'utc')[1]).toMatchObject({
    span: { from: '2026-01-10T01:00:00.000Z', to: durations.to },
    count: 0,
    p50: null,
    queued: null,
  });
});
