import { describe, expect, test } from '@jest/globals';
import type { Delta } from '@taskhelm/contract';
import { addDelta, type DraftText } from './draft-text.ts';

const delta = (after: number, offset: number, text: string, kind: Delta['kind'] = 'text'): Delta => ({
  after,
  step: 1,
  kind,
  offset,
  text,
});
const told = (...deltas: Delta[]): DraftText | null => deltas.reduce<DraftText | null>(addDelta, null);

describe('text that a model is saying', () => {
  test('grows by its pieces, thoughts apart from words', () => {
    expect(told(delta(3, 0, 'Hm', 'reasoning'), delta(3, 0, 'Hel'), delta(3, 3, 'lo'))).toEqual({
      after: 3,
      text: 'Hello',
      reasoning: 'Hm',
    });
  });

  test('is the same when pieces come twice or all is told again from the start', () => {
    const twice = told(delta(3, 0, 'Hel'), delta(3, 3, 'lo'), delta(3, 3, 'lo'), delta(3, 0, 'Hel'));
    expect(twice).toMatchObject({ text: 'Hello' });
  });

  test('never shows words with a gap between them', () => {
    expect(told(delta(3, 0, 'Hel'), delta(3, 9, 'world'))).toMatchObject({ text: 'Hel' });
    expect(told(delta(3, 9, 'world'))).toBeNull();
  });

  test('begins anew with the next step, and what comes late of the step before is left out', () => {
    expect(told(delta(3, 0, 'old'), delta(7, 0, 'new'), delta(3, 3, 'er'))).toMatchObject({
      after: 7,
      text: 'new',
    });
  });
});
