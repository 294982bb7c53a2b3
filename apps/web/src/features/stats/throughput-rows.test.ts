import { expect, test } from '@jest/globals';
import type { Throughput } from '@taskhelm/contract';
import { totalsOf, toThroughputRows } from './throughput-rows.ts';

const column = (at: string, values: Partial<Throughput['data'][number]>): Throughput['data'][number] => ({
  at,
  created: 0,
  completed: 0,
  failed: 0,
  cancelled: 0,
  input_tokens: 0,
  output_tokens: 0,
  cost_microusd: 0,
  ...values,
});
const throughput: Throughput = {
  from: '2026-01-10T00:30:00.000Z',
  to: '2026-01-10T02:00:00.000Z',
  bucket_ms: 3_600_000,
  data: [
    column('2026-01-10T00:00:00.000Z', { created: 4, completed: 6, failed: 2, cost_microusd: 500 }),
    column('2026-01-10T01:00:00.000Z', { failed: 1, cancelled: 3, input_tokens: 90, output_tokens: 10 }),
  ],
};

test('each column has its numbers, their sum and the time it stands for', () => {
  const [first, second] = toThroughputRows(throughput, 'utc');
  expect(first).toMatchObject({
    span: { from: throughput.from, to: '2026-01-10T01:00:00.000Z' },
    completed: 6,
    failed: 2,
    cancelled: 0,
    finished: 8,
    costMicrousd: 500,
  });
  expect(second).toMatchObject({ finished: 4, tokens: 100 });
});

test('totals are those of all columns, and the share that failed leaves out what was cancelled', () => {
  expect(totalsOf(throughput)).toEqual({
    created: 4,
    completed: 6,
    failed: 3,
    cancelled: 3,
    finished: 12,
    tokens: 100,
    costMicrousd: 500,
    failedShare: 3 / 9,
  });
});

test('where nothing ended there is no share', () => {
  expect(totalsOf({ ...throughput, data: [] })).toMatchObject({ finished: 0, failedShare: null });
});
