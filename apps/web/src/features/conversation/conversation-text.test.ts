import { expect, test } from '@jest/globals';
import type { ConversationEntry } from './arrange-items.ts';
import { conversationText, findEntries } from './conversation-text.ts';
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
