import { expect, test } from '@jest/globals';
import { colourCode } from './colour-code.ts';

const kinds = (code: string, language: string): string[] =>
  colourCode(code, language).flatMap(({ kind, text }) => (kind === null ? [] : [`${kind} ${text}`]));

test('comments, strings, numbers and keywords are told apart', () => {
  expect(kinds(`const a = 'it\\'s // no'; // yes 1\nreturn 1.5`, 'ts')).toEqual([
    'keyword const',
    `string 'it\\'s // no'`,
    'comment // yes 1',
    'keyword return',
    'number 1.5',
  ]);
});

test('comments begin as they do in the language', () => {
  expect(kinds('x = 1 # one', 'python')).toEqual(['number 1', 'comment # one']);
  expect(kinds('SELECT a -- all', 'sql')).toEqual(['keyword SELECT', 'comment -- all']);
  expect(kinds('a # b', 'c')).toEqual([]);
});

test('a diff is coloured by its lines', () => {
  expect(kinds('--- a\n+++ b\n@@ -1 +1 @@\n-old\n+new\n', 'diff')).toEqual([
    'comment --- a\n',
    'comment +++ b\n',
    'number @@ -1 +1 @@\n',
    'removed -old\n',
    'added +new\n',
  ]);
});

test.each(['"open', '/* open', "a 'b", '`${"x"}`', '\u0000 <script>', ''])(
  'nothing of %j is lost or added',
  (code) => {
    const parts = colourCode(code, 'js');
    expect(parts.map(({ text }) => text).join('')).toBe(code);
  },
);

test.each(['/* ', '"\\\\"', "'a", '`\\n', '// '])(
  'a long row of %j is cut up like any other code',
  (text) => {
    const code = text.repeat(20_000 / text.length);
    expect(
      colourCode(code, 'js')
        .map((part) => part.text)
        .join(''),
    ).toBe(code);
  },
);

test('what is too long is left alone', () => {
  expect(colourCode('const '.repeat(10_000), 'js')).toHaveLength(1);
});
