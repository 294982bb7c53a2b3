import { expect, test } from '@jest/globals';
import type { ConversationEntry } from './arrange-items.ts';
import { conversationText, findEntries, partsThatHide } from './conversation-text.ts';
import type { ToolItem } from './group-events.ts';

const call = {
  kind: 'tool',
  tool: 'http_request',
  args: { url: 'https://example.com' },
  output: { body: 'Hello' },
};
const entries = [
  { kind: 'user', text: 'Look at the Market' },
  { kind: 'calls', calls: [call, { ...call, output: 'needle' }] },
  { kind: 'pause' },
  { kind: 'error', event: { code: 'model_refused', message: 'No key' } },
] as unknown as (ConversationEntry & { calls?: ToolItem[] })[];
const texts = entries.map((entry) => conversationText(entry).toLowerCase());

test.each([
  ['market', [0]],
  ['  EXAMPLE.com ', [1]],
  ['needle', [1]],
  ['no key', [3]],
  ['', []],
  ['nowhere', []],
])('%j is found in the entries that contain it', (words, found) => {
  expect(findEntries(texts, words)).toEqual(found);
});

test.each([
  ['example', []],
  ['hello', [7]],
])('a call is opened for %j only where its line does not show it', (words, opened) => {
  expect(partsThatHide({ ...call, seq: 7 } as unknown as ConversationEntry, words)).toEqual(opened);
});

test('a folded run is opened together with the call that has the words', () => {
  const calls = [
    { ...call, seq: 7 },
    { ...call, seq: 9, output: 'needle' },
  ];
  const run = { kind: 'calls', seq: 7, calls } as unknown as ConversationEntry;
  expect(partsThatHide(run, 'needle')).toEqual([6.5, 9]);
});

test.each([
  ['first words', []],
  ['last words', [7]],
])('a long message is opened for %j only where they are in its folded part', (words, opened) => {
  const text = `first words\n\n${'A line of many.\n\n'.repeat(1_000)}last words`;
  expect(partsThatHide({ kind: 'agent', seq: 7, text } as ConversationEntry, words)).toEqual(opened);
});
