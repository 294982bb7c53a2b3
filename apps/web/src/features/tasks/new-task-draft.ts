import { TASK_PRIORITIES, type TaskPriority } from '@taskhelm/contract';
import { readStored, removeStored, writeStored } from '../../lib/storage.ts';

const KEY = 'taskhelm.new-task';
const LAST_AGENT_KEY = 'taskhelm.last-agent';

/** What the form holds: labels as a comma list, metadata as JSON, numbers as they are typed. */
export type NewTaskDraft = {
  agent: string;
  title: string;
  description: string;
  priority: TaskPriority;
  labels: string;
  metadata: string;
  parent: string;
  max_steps: string;
  minutes: string;
  dollars: string;
  /** Sent as the Idempotency-Key: one draft makes one task, however often it is sent. */
  key: string;
};

export function emptyDraft(): NewTaskDraft {
  return {
    agent: '',
    title: '',
    description: '',
    priority: 'normal',
    labels: '',
    metadata: '',
    parent: '',
    max_steps: '',
    minutes: '',
    dollars: '',
    key: newKey(),
  };
}

export function readDraft(): NewTaskDraft {
  const stored = readStored(KEY);
  if (typeof stored !== 'object' || stored === null) return emptyDraft();
  // Fields that came later are empty in a draft that was kept before.
  const draft = { ...emptyDraft(), ...stored };
  return isDraft(draft) ? draft : emptyDraft();
}

/** Another version of this page may have kept something else. */
function isDraft(draft: Record<keyof NewTaskDraft, unknown>): draft is NewTaskDraft {
  const areTexts = Object.values(draft).every((value) => typeof value === 'string');
  return areTexts && TASK_PRIORITIES.some((priority) => priority === draft.priority);
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
