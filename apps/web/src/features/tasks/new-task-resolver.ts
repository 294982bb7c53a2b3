import { zodResolver } from '@hookform/resolvers/zod';
import { createTaskRequestSchema, idSchema, LIMIT_MAXIMA, z } from '@taskhelm/contract';
import { splitLabels } from '../../lib/split-labels.ts';
import { LIMIT_FIELDS, readId, readJson, toAmount } from './new-task-request.ts';

const { agent, title, description, priority, labels, metadata } = createTaskRequestSchema.shape;

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

export const newTaskResolver = zodResolver(newTaskFormSchema, { error: (issue) => messageFor(issue) });

function messageFor(issue: { code?: string; path?: PropertyKey[] }): string | undefined {
  if (issue.path?.[0] === 'title' && issue.code === 'too_small') return 'Give it a title';
  if (issue.path?.[0] === 'agent' && issue.code === 'too_small') return 'Choose an agent';
  return undefined;
}
