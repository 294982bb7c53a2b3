import { expect, test } from '@jest/globals';
import { DEFAULT_COLUMNS, normalColumns, withColumn } from './table-view.ts';

test('a column comes and goes in its own place, and the usual ones are not named', () => {
  const more = withColumn(DEFAULT_COLUMNS, 'priority', true);
  expect(more).toEqual([
    'status',
    'title',
    'agent',
    'source',
    'priority',
    'created_at',
    'started_at',
    'duration',
  ]);
  expect(withColumn(more!, 'priority', false)).toBeUndefined();
});

test('the title stays, whatever the address names', () => {
  expect(normalColumns(['cost', 'status'])).toEqual(['status', 'title', 'cost']);
  expect(normalColumns([...DEFAULT_COLUMNS].toReversed())).toBeUndefined();
  expect(normalColumns(undefined)).toBeUndefined();
});
