import { memoryKeySchema, memoryTextSchema, z } from '@taskhelm/contract';
import { defineTool } from '../define-tool.ts';

/** Keeps something for later tasks of the same agent. */
export const remember = defineTool({
  kind: 'run',
  name: 'remember',
  description:
    'Keeps a text under a key for your later tasks, in the place of what was there; an empty text forgets it. People can read and change it. Keep facts and preferences, never passwords.',
  parameters: z.strictObject({
    key: memoryKeySchema.describe('For example customers/acme'),
    text: z.union([memoryTextSchema, z.literal('')]),
  }),
  effect: 'idempotent',
  run: async ({ key, text }, { callId, host }) => {
    await host.remember({ callId, key, text });
    return text === '' ? 'Forgotten.' : 'Kept.';
  },
});
