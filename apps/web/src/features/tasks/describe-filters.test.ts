import { expect, test } from '@jest/globals';
import { describeFilters } from './describe-filters.ts';
import { changeSearch, type TaskSearch } from './task-search.ts';

const FULL: TaskSearch = {
  status: ['failed', 'cancelled'],
  source: ['cron'],
  priority: ['high'],
  agent: ['ops'],
  label: ['nightly'],
  trigger: ['report'],
  parent: ['01a20cd7-9614-744c-9340-1601f8620ab3'],
  failure_code: ['model_away', 'step_limit'],
  q: 'x',
  from: 'now-24h',
  to: 'now-1h',
  finished_from: 'now-1h',
  waiting_over: '1h',
};

test('tasks of one parent are told by its title', () => {
  const [id, other] = ['01a20cd7-9614-744c-9340-1601f8620ab3', '01a20cd7-9614-744c-9340-1601f8620ab4'];
  const told = (parent: string[]) => describeFilters({ parent }, 'local', 'Paint the house')[0]?.text;
  expect(told([id])).toBe('Delegated by “Paint the house”');
  expect(told([id, other])).toBe('Delegated by one of 2 tasks');
  expect(told(['none'])).toBe('Not delegated');
  expect(told(['none', id])).toBe('Not delegated, or by “Paint the house”');
});

test('every filter is told in words, and dropping all of them leaves none', () => {
  const described = describeFilters(FULL, 'local');
  expect(described.map(({ text }) => text)).toEqual([
    'Failed or Cancelled',
    'Schedule',
    'ops',
    '“x”',
    'Priority High',
    'Label nightly',
    'Trigger report',
    'Delegated by one task',
    'Failed with model_away or step_limit',
    'Waiting over 1h',
    'Created 24h ago – 1h ago',
    'Finished last hour',
  ]);
  expect(described.reduce((search, { drop }) => changeSearch(search, drop), FULL)).toEqual({});
  expect(describeFilters({}, 'local')).toEqual([]);
});
