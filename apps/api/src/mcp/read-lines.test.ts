import { expect, test } from '@jest/globals';
import { createLineReader } from './read-lines.ts';

const reader = (max = 100): ((text: string) => string[]) => {
  const read = createLineReader(max, () => new Error('too long'));
  return (text) => read(Buffer.from(text));
};

test('lines are put together from whatever pieces they come in', () => {
  const read = reader();
  expect(read('a')).toEqual([]);
  expect(read('b\nc')).toEqual(['ab']);
  expect(read('d\ne\n\nf')).toEqual(['cd', 'e', '']);
});

test('a character that is cut in two is whole again', () => {
  const read = createLineReader(100, () => new Error('too long'));
  const bytes = Buffer.from('é\n');
  expect([...read(bytes.subarray(0, 1)), ...read(bytes.subarray(1))]).toEqual(['é']);
});

test('a line without an end is refused once it is too long, and short ones are not', () => {
  const read = reader(10);
  expect(read('123456789\n123456789\n1')).toEqual(['123456789', '123456789']);
  expect(() => read('1234567890')).toThrow('too long');
});
