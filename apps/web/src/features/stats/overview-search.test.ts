import { expect, test } from '@jest/globals';
import { readHandoverSearch, readOverviewSearch, scopeOf } from './overview-search.ts';

test('an empty address shows the last 24 hours of all agents', () => {
  expect(readOverviewSearch({})).toEqual({});
  expect(scopeOf({})).toEqual({ from: 'now-24h', to: 'now' });
});

test('the address may name relative and fixed times, and several agents', () => {
  const search = readOverviewSearch({ from: 'now-7d', to: '2026-01-31T09:30:00Z', agent: 'ops,sales' });
  expect(search).toEqual({ from: 'now-7d', to: '2026-01-31T09:30:00Z', agent: ['ops', 'sales'] });
  expect(scopeOf(search)).toEqual(search);
});

test('defaults do not stay in the address', () => {
  expect(readOverviewSearch({ from: 'now-24h', to: 'now', agent: '' })).toEqual({});
  expect(readHandoverSearch({ since: 'now-8h' })).toEqual({});
});

test.each(['yesterday', 'now-5y', '2026-01-31', '2026-99-31T00:00:00Z', '<script>'])(
  'what is no time (%s) is left out',
  (text) => {
    expect(readOverviewSearch({ from: text, to: text })).toEqual({});
    expect(readHandoverSearch({ since: text })).toEqual({});
  },
);
