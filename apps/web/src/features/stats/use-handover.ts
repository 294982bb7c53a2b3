import { useQuery } from '@tanstack/react-query';
import type { Handover, Some } from './handover.ts';
import { handoverQueries } from './handover-queries.ts';
import { statsQueries } from './stats-queries.ts';

type HandoverState = {
  /** Undefined until all parts are read. */
  handover: Handover | undefined;
  error: Error | null;
  /** What is shown belongs to the time that was chosen before. */
  isPlaceholder: boolean;
  updatedAt: number;
  retry: () => void;
};

/** `since` is a moment or a relative time. */
export function useHandover(since: string): HandoverState {
  const waiting = useQuery(handoverQueries.waiting());
  const answered = useQuery(handoverQueries.answered(since));
  const completed = useQuery(handoverQueries.finished('completed', since));
  const cancelled = useQuery(handoverQueries.finished('cancelled', since));
  const failures = useQuery(statsQueries.failures({ from: since, to: 'now' }));
  const parts = [waiting, answered, completed, cancelled, failures];
  const isRead = waiting.data && answered.data && completed.data && cancelled.data && failures.data;
  return {
    handover: isRead
      ? {
          since: failures.data.from,
          until: failures.data.to,
          waiting: someOf(waiting.data),
          failures: failures.data.data,
          failed: failures.data.total,
          answered: someOf(answered.data),
          completed: someOf(completed.data),
          cancelled: cancelled.data.total,
        }
      : undefined,
    error: parts.find(({ error }) => error !== null)?.error ?? null,
    isPlaceholder: parts.some(({ isPlaceholderData }) => isPlaceholderData),
    updatedAt: Math.min(...parts.map(({ dataUpdatedAt }) => dataUpdatedAt)),
    retry: () => parts.forEach((part) => void part.refetch()),
  };
}

function someOf<Row>({ data, total }: { data: Row[]; total: number }): Some<Row> {
  return { rows: data, total };
}
