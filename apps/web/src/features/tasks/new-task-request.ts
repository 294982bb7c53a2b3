import type {
  EndpointInput,
  Json,
  RetryTaskRequest,
  TaskDetail,
  taskEndpoints,
  TaskLimits,
} from '@taskhelm/contract';
import { splitLabels } from '../../lib/split-labels.ts';
import { emptyDraft, type NewTaskDraft } from './new-task-draft.ts';

/** The limits in the units in which people type them. */
export const LIMIT_FIELDS = [
  {
    name: 'max_steps',
    limit: 'max_steps',
    label: 'Steps',
    scale: 1,
    words: 'A whole number from 1 to 1,000',
  },
  {
    name: 'minutes',
    limit: 'timeout_ms',
    label: 'Working minutes',
    scale: 60_000,
    words: 'From 1 second to 24 hours, in minutes',
  },
  {
    name: 'dollars',
    limit: 'max_cost_microusd',
    label: 'Cost in US dollars',
    scale: 1_000_000,
    words: 'An amount from 0 to 1,000,000',
  },
] as const;

export type CreateTaskBody = EndpointInput<typeof taskEndpoints.create>['body'];

/** What creates the task that a draft describes; the draft has been checked. */
export function createBodyOf(draft: NewTaskDraft): CreateTaskBody {
  const parent = readId(draft.parent);
  const limits = limitsOf(draft, {});
  const data = readJson(draft.metadata);
  return {
    agent: draft.agent,
    title: draft.title.trim(),
    priority: draft.priority,
    labels: splitLabels(draft.labels),
    ...(draft.description.trim() === '' ? {} : { description: draft.description }),
    ...(data === undefined ? {} : { metadata: data as Record<string, Json> }),
    ...(parent === undefined ? {} : { parent_task_id: parent }),
    ...(Object.keys(limits).length === 0 ? {} : { limits }),
  };
}

/** What runs a task again as the draft has changed it. */
export function retryBodyOf(draft: NewTaskDraft, from: TaskDetail): RetryTaskRequest {
  return {
    agent: draft.agent,
    title: draft.title.trim(),
    description: draft.description,
    limits: limitsOf(draft, from.limits),
  };
}

/** A task's own words and limits, for a form that runs it again. */
export function draftOf(task: TaskDetail): NewTaskDraft {
  const limits = LIMIT_FIELDS.map(({ name, limit, scale }) => {
    const value = task.limits[limit];
    return [name, value === undefined ? '' : String(value / scale)];
  });
  return {
    ...emptyDraft(),
    agent: task.agent.name,
    title: task.title,
    description: task.description ?? '',
    ...Object.fromEntries(limits),
  };
}

/** Those that the form does not show stay as they were. */
function limitsOf(draft: NewTaskDraft, before: TaskLimits): TaskLimits {
  const limits = { ...before };
  for (const { name, limit, scale } of LIMIT_FIELDS) {
    if (draft[name].trim() === '') delete limits[limit];
    else limits[limit] = Math.round(toAmount(draft[name], scale));
  }
  return limits;
}

export function toAmount(text: string, scale: number): number {
  return Number(text.trim().replace(',', '.')) * scale;
}

export function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** An id by itself or in an address. */
export function readId(text: string): string | undefined {
  return /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(text)?.[0].toLowerCase();
}
