import type { Agent, TaskSort, TaskStatus } from '@taskhelm/contract';
import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import type { ReactNode } from 'react';

type AgentNumberProps = {
  agent: Pick<Agent, 'name' | 'id' | 'archived_at'>;
  statuses: TaskStatus[];
  /** What a screen reader says after the number. */
  word: string;
  sort?: TaskSort;
  className?: string;
  children: ReactNode;
};

/** A number about an agent; it leads to the tasks that it counts. */
export function AgentNumber({ agent, statuses, word, sort, className, children }: AgentNumberProps) {
  return (
    <Link
      to="/tasks"
      search={{ agent: [taskFilterOf(agent)], status: statuses, ...(sort ? { sort } : {}) }}
      className={clsx(
        'inline-flex min-h-6 min-w-6 items-center justify-end gap-1 rounded hover:underline coarse:min-h-11',
        className,
      )}
    >
      {children}
      <span className="sr-only"> {word}</span>
    </Link>
  );
}

/** A name is whoever has it now; what was deleted is found by its id. */
export const taskFilterOf = (agent: Pick<Agent, 'name' | 'id' | 'archived_at'>): string =>
  agent.archived_at === null ? agent.name : agent.id;
