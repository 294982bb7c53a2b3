import { zodResolver } from '@hookform/resolvers/zod';
import { createTaskRequestSchema, z } from '@taskhelm/contract';
import { splitLabels } from '../../lib/split-labels.ts';

const { agent, title, description, priority, labels } = createTaskRequestSchema.shape;

/** The form's fields against the schema of the request; labels are typed as a comma list. */
const formSchema = z.object({
  agent: agent.refine((name) => name !== '', 'Choose an agent'),
  title,
  description: description.unwrap(),
  priority: priority.unwrap(),
  labels: z.string().superRefine((text, context) => {
    const parsed = labels.safeParse(splitLabels(text));
    if (!parsed.success)
      context.addIssue({ code: 'custom', message: parsed.error.issues[0]?.message ?? 'Invalid' });
  }),
  key: z.string(),
});

export const newTaskResolver = zodResolver(formSchema, { error: (issue) => messageFor(issue) });

function messageFor(issue: {
  code?: string;
  path?: PropertyKey[];
  minimum?: unknown;
  maximum?: unknown;
  origin?: unknown;
}): string | undefined {
  if (issue.path?.[0] === 'title') {
    if (issue.code === 'too_small') return 'Give it a title';
  }
  if (issue.path?.[0] === 'agent' && issue.code === 'too_small') return 'Choose an agent';
  return undefined;
}
