import { expect, test } from '@jest/globals';
import { lineDiff } from './line-diff.ts';

const short = (before: string, after: string): string[] =>
  lineDiff(before, after).map(({ kind, text }) => `${{ same: ' ', removed: '-', added: '+' }[kind]}${text}`);

test('shared lines stay, others are removed or added in their place', () => {
  expect(short('a\nb\nc', 'a\nx\nc\nd')).toEqual([' a', '-b', '+x', ' c', '+d']);
  expect(short('a', 'a')).toEqual([' a']);
  expect(short('', 'a')).toEqual(['-', '+a']);
});

test('texts of very many lines are shown one after the other', () => {
  const long = Array.from({ length: 500 }, (_, index) => `${index}`).join('\n');
  const lines = lineDiff(long, 'one');
  expect(lines).toHaveLength(501);
  expect(lines.at(-1)).toEqual({ kind: 'added', text: 'one' });
});
