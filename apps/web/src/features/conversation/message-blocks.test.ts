import { describe, expect, test } from '@jest/globals';
import { beginningOf, splitBlocks } from './message-blocks.ts';

test.each<[string, string[]]>([
  ['', []],
  ['One', ['One']],
  ['One\n\nTwo\nthree\n\n\nFour', ['One', 'Two\nthree', 'Four']],
  ['```js\na\n\nb\n```\n\nAfter', ['```js\na\n\nb\n```', 'After']],
  ['````\n```\n\nstill code\n````\n\nAfter', ['````\n```\n\nstill code\n````', 'After']],
  ['- a\n\n- b\n\n  more of b\n\nAfter', ['- a\n\n- b\n\n  more of b', 'After']],
  ['1. a\n\n2. b\n\n# After', ['1. a\n\n2. b', '# After']],
  ['    code\n\n    more\n\nAfter', ['    code\n\n    more', 'After']],
  ['See [it][1]\n\n[1]: https://example.com', ['See [it][1]\n\n[1]: https://example.com']],
  ['Before\n\n~~~\nopen\n\ncode', ['Before', '~~~\nopen\n\ncode']],
])('%j is cut where its blocks end', (text, blocks) => {
  expect(splitBlocks(text)).toEqual(blocks);
});

describe('the beginning of a message', () => {
  const line = 'A line that is fifty characters long, with its end\n';

  test('is all of it up to twelve thousand characters', () => {
    const blocks = splitBlocks(`${line}\n`.repeat(200));
    expect(beginningOf(blocks)).toBe(blocks);
  });

  test('is whole blocks, and of the last one whole lines', () => {
    const blocks = splitBlocks(`${line.repeat(100)}\n${line.repeat(200)}`);
    const beginning = beginningOf(blocks);
    expect(beginning[0]).toBe(blocks[0]);
    expect(beginning[1]).toBe(line.repeat(56).trimEnd());
  });

  test('is cut anywhere where there is no end of a line', () => {
    expect(beginningOf(['x'.repeat(50_000)])).toEqual(['x'.repeat(8_000)]);
  });
});
