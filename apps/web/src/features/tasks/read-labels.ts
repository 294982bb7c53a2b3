import { taskLabelSchema, taskLabelsSchema } from '@taskhelm/contract';
import { splitLabels } from '../../lib/split-labels.ts';

/** The labels of a comma list, each once, and what is wrong with it. */
export function readLabels(text: string): { labels: string[]; error: string | undefined } {
  const labels = splitLabels(text);
  const long = labels.find((label) => !taskLabelSchema.safeParse(label).success);
  if (long) return { labels, error: `“${long.slice(0, 20)}…” is too long: at most 50 characters` };
  if (!taskLabelsSchema.safeParse(labels).success) return { labels, error: 'Too many: at most 20 labels' };
  return { labels, error: undefined };
}
