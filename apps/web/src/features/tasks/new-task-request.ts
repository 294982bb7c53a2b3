import {
  createTaskRequestSchema,
  idSchema,
  LIMIT_MAXIMA,
  z,
  type EndpointInput,
  type Json,
  type RetryTaskRequest,
  type TaskDetail,
  type taskEndpoints,
  type TaskLimits,
} from '@taskhelm/contract';
import { splitLabels } from '../../lib/split-labels.ts';
import { emptyDraft, type NewTaskDraft } from './new-task-draft.ts';

const { agent, title, description, priority, labels, metadata } = createTaskRequestSchema.shape;

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

type Typed = {
  /** Undefined where the text does not say a value at all. */
  read: (text: string) => unknown;
  schema: z.ZodType;
  /** What is said of such a text, and, unless `schema` knows better, of a wrong value. */
  words: string;
  schemaKnows?: boolean;
};

/** What is typed as a text, against the schema of what it stands for; left empty it is fine. */
function typed({ read, schema, words, schemaKnows = false }: Typed) {
  return z.string().superRefine((text, context) => {
    if (text.trim() === '') return;
    const value = read(text);
    const parsed = schema.safeParse(value);
    if (parsed.success) return;
    const message = schemaKnows && value !== undefined ? parsed.error.issues[0]?.message : undefined;
    context.addIssue({ code: 'custom', message: message ?? words });
  });
}

/** The form's fields against the schema of the request. */
export const newTaskFormSchema = z.object({
  agent: agent.refine((name) => name !== '', 'Choose an agent'),
  title,
  description: description.unwrap(),
  priority: priority.unwrap(),
  labels: typed({ read: splitLabels, schema: labels.unwrap(), words: 'Invalid', schemaKnows: true }),
  metadata: typed({
    read: readJson,
    schema: metadata.unwrap(),
    words: 'This is not JSON',
    schemaKnows: true,
  }),
  parent: typed({ read: readId, schema: idSchema, words: 'The id of a task, or a link to it' }),
  max_steps: limitField('max_steps'),
  minutes: limitField('minutes'),
  dollars: limitField('dollars'),
  key: z.string(),
});

function limitField(name: (typeof LIMIT_FIELDS)[number]['name']) {
  const { limit, scale, words } = LIMIT_FIELDS.find((field) => field.name === name)!;
  const least = { max_steps: 1, timeout_ms: 1_000, max_cost_microusd: 0 }[limit];
  const schema = z.number().min(least).max(LIMIT_MAXIMA[limit]);
  const read = (text: string): number => toAmount(text, scale);
  return typed({ read, schema: limit === 'max_steps' ? schema.int() : schema, words });
}

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

function toAmount(text: string, scale: number): number {
  return Number(text.trim().replace(',', '.')) * scale;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** An id by itself or in an address. */
function readId(text: string): string | undefined {
  return /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(text)?.[0].toLowerCase();
}
