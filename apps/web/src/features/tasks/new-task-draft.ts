import { z } from '@taskhelm/contract';
import { readStored, removeStored, writeStored } from '../../lib/storage.ts';

const KEY = 'taskhelm.new-task';
const LAST_AGENT_KEY = 'taskhelm.last-agent';

const draftSchema = z.object({
  agent: z.string(),
  title: z.string(),
  description: z.string(),
  priority: z.enum(['low', 'normal', 'high', 'critical']),
  labels: z.string(),
  /** Sent as the Idempotency-Key: one draft makes one task, however often it is sent. */
  key: z.string(),
});
/** What the form holds; labels are typed as a comma list. */
export type NewTaskDraft = z.infer<typeof draftSchema>;

export function emptyDraft(): NewTaskDraft {
  return { agent: '', title: '', description: '', priority: 'normal', labels: '', key: newKey() };
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
