import { z } from '@taskhelm/contract';
import { readStored, removeStored, writeStored } from '../../lib/storage.ts';

const KEY = 'taskhelm.new-task';
const LAST_AGENT_KEY = 'taskhelm.last-agent';

/** Fields that came later are empty in a draft that was kept before. */
const later = z.string().default('');
const draftSchema = z.object({
  agent: z.string(),
  title: z.string(),
  description: z.string(),
  priority: z.enum(['low', 'normal', 'high', 'critical']),
  labels: z.string(),
  metadata: later,
  parent: later,
  max_steps: later,
  minutes: later,
  dollars: later,
  /** Sent as the Idempotency-Key: one draft makes one task, however often it is sent. */
  key: z.string(),
});
/** What the form holds: labels as a comma list, metadata as JSON, numbers as they are typed. */
export type NewTaskDraft = z.infer<typeof draftSchema>;

export function emptyDraft(): NewTaskDraft {
  return draftSchema.parse({
    agent: '',
    title: '',
    description: '',
    priority: 'normal',
    labels: '',
    key: newKey(),
  });
}

export function readDraft(): NewTaskDraft {
  const parsed = draftSchema.safeParse(readStored(KEY));
  return parsed.success ? parsed.data : emptyDraft();
}

export const keepDraft = (draft: NewTaskDraft): void => writeStored(KEY, draft);
export const dropDraft = (): void => removeStored(KEY);

export function readLastAgent(): string {
  const name = readStored(LAST_AGENT_KEY);
  return typeof name === 'string' ? name : '';
}

export const keepLastAgent = (name: string): void => writeStored(LAST_AGENT_KEY, name);

/** A key that no draft had before. `randomUUID` is missing where the page is not served securely. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
