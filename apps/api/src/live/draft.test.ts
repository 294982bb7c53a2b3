import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import type { Delta } from '@taskhelm/contract';
import { createDraft } from './draft.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

function setUp(watched = true) {
  const sent: Delta[] = [];
  const state = { watched };
  const draft = createDraft({
    isWatched: () => state.watched,
    send: async (delta) => void sent.push(delta),
    onClose: () => undefined,
  });
  const add = (text: string, after = 4): void => draft.add({ after, step: 1, kind: 'text', text });
  return { sent, state, draft, add };
}
const pass = (milliseconds: number): Promise<void> => jest.advanceTimersByTimeAsync(milliseconds);

it('gathers what is said within a tenth of a second into one piece', async () => {
  const { sent, add } = setUp();
  for (const word of ['one ', 'two ', 'three']) add(word);
  await pass(100);
  expect(sent).toEqual([{ after: 4, step: 1, kind: 'text', offset: 0, text: 'one two three' }]);
});

it('cuts a long text into pieces that fit into a signal, ten a second at most, and loses none of it', async () => {
  const { sent, add } = setUp();
  const text = '\u0001😀'.repeat(2_000);
  add(text);
  await pass(500);
  expect(sent).toHaveLength(5);
  expect(sent.map(({ text: piece }) => piece).join('')).toBe(text);
  for (const delta of sent) expect(Buffer.byteLength(JSON.stringify(delta))).toBeLessThan(7_800);
});

it('says nothing while nobody watches, and everything from the beginning to who begins to', async () => {
  const { sent, state, draft, add } = setUp(false);
  add('first ');
  await pass(1_000);
  expect(sent).toEqual([]);
  state.watched = true;
  draft.startOver();
  await pass(100);
  add('second');
  await pass(100);
  draft.startOver();
  await pass(100);
  expect(sent.map(({ offset, text }) => [offset, text])).toEqual([
    [0, 'first '],
    [6, 'second'],
    [0, 'first second'],
  ]);
});

it('starts at nought with another try of the step, and forgets what is stored', async () => {
  const { sent, draft, add } = setUp();
  add('stored');
  draft.clear();
  await pass(200);
  add('a try', 4);
  await pass(100);
  add('another', 6);
  await pass(100);
  expect(sent.map(({ after, offset, text }) => [after, offset, text])).toEqual([
    [4, 0, 'a try'],
    [6, 0, 'another'],
  ]);
});
