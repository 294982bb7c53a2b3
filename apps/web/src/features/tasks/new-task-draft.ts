import { TASK_PRIORITIES, type TaskPriority } from '@taskhelm/contract';
import { readStored, removeStored, writeStored } from '../../lib/storage.ts';

const KEY = 'taskhelm.new-task';
const LAST_AGENT_KEY = 'taskhelm.last-agent';

/** What the form holds; labels are typed as a comma list. */
export type NewTaskDraft = {
  agent: string;
  title: string;
  description: string;
  priority: TaskPriority;
  labels: string;
  /** Sent as the Idempotency-Key: one draft makes one task, however often it is sent. */
  key: string;
};

export function emptyDraft(): NewTaskDraft {
  return { agent: '', title: '', description: '', priority: 'normal', labels: '', key: newKey() };
}

export function readDraft(): NewTaskDraft {
  const stored = readStored(KEY);
  return isDraft(stored) ? stored : emptyDraft();
}

/** What another version of this page has stored may look otherwise. */
function isDraft(stored: unknown): stored is NewTaskDraft {
  const fields = new Map<string, unknown>(Object.entries(stored ?? {}));
  return (
    Object.keys(emptyDraft()).every((name) => typeof fields.get(name) === 'string') &&
    TASK_PRIORITIES.some((priority) => priority === fields.get('priority'))
  );
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
