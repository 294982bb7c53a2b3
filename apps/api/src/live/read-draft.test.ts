import { expect, it } from '@jest/globals';
import type { Delta } from '@taskhelm/contract';
import { createDraftReader } from './read-draft.ts';

const delta = (after: number, offset: number, text: string, kind: Delta['kind'] = 'text'): Delta => ({
  after,
  step: 1,
  kind,
  offset,
  text,
});

it('passes on each character once, however often it was heard', () => {
  const reader = createDraftReader();
  expect(reader.read([delta(4, 0, 'ab'), delta(4, 2, 'cd')], 4).ready).toHaveLength(2);
  expect(reader.read([delta(4, 0, 'abcd'), delta(4, 0, 'abcdef')], 4)).toEqual({
    ready: [delta(4, 4, 'ef')],
    missing: false,
  });
});

it('counts text and reasoning each by themselves', () => {
  const { ready } = createDraftReader().read([delta(4, 0, 'ab'), delta(4, 0, 'hm', 'reasoning')], 4);
  expect(ready.map(({ text }) => text)).toEqual(['ab', 'hm']);
});

it('keeps what follows an event that was not sent yet, and drops what an event has replaced', () => {
  const reader = createDraftReader();
  expect(reader.read([delta(3, 0, 'old'), delta(5, 0, 'early')], 4).ready).toEqual([]);
  expect(reader.read([], 5).ready).toEqual([delta(5, 0, 'early')]);
  expect(reader.read([delta(5, 5, ' late')], 6).ready).toEqual([]);
});

it('says when something before a delta was never heard, and takes it when it is told again', () => {
  const reader = createDraftReader();
  expect(reader.read([delta(4, 2, 'cd')], 4)).toEqual({ ready: [], missing: true });
  expect(reader.read([delta(4, 0, 'ab'), delta(4, 2, 'cd')], 4).ready).toHaveLength(2);
});
