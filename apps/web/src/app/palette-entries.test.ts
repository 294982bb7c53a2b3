import { expect, test } from '@jest/globals';
import type { Command } from '../lib/commands.ts';
import { commandGroups, filterGroups } from './palette-entries.ts';

const command = (id: string, label: string, group: Command['group']): Command => ({
  id,
  label,
  group,
  keys: id,
  run: () => undefined,
});
const groups = commandGroups([
  command('c', 'New task', 'Anywhere'),
  command('j', 'Next message', 'Task'),
  command('palette', 'Commands', 'Anywhere'),
]);

test('what belongs to the page comes first, and the palette does not list itself', () => {
  expect(groups.map(({ value, items }) => [value, items.map(({ label }) => label)])).toEqual([
    ['Task', ['Next message']],
    ['Anywhere', ['New task']],
  ]);
});

test.each([
  ['', ['Next message', 'New task']],
  ['ne', ['Next message', 'New task']],
  ['task new', ['New task']],
  ['MESSAGE', ['Next message']],
  ['nothing like it', []],
])('%j finds what contains all its words', (typed, found) => {
  expect(filterGroups(groups, typed).flatMap(({ items }) => items.map(({ label }) => label))).toEqual(found);
});
