import type { TaskStatus } from '@taskhelm/contract';

/** A part of time: `from` belongs to it, `to` does not. */
export type Span = { from: string; to: string };

/** The part of the task list's address that numbers lead to. */
export type TaskView = {
  status?: TaskStatus[];
  agent?: string[];
  failure_code?: string[];
  from?: string;
  to?: string;
  finished_from?: string;
  finished_to?: string;
  sort?: '-finished_at';
};

export const ENDED: TaskStatus[] = ['completed', 'failed'];
export const FINISHED: TaskStatus[] = ['completed', 'failed', 'cancelled'];

type Finished = { span: Span; status?: TaskStatus[]; agent?: string[] | undefined; failureCode?: string };

/** Tasks that finished within `span`, the newest first. */
export function finishedView({ span, status = FINISHED, agent, failureCode }: Finished): TaskView {
  return {
    status,
    ...(agent ? { agent } : {}),
    ...(failureCode === undefined ? {} : { failure_code: [failureCode] }),
    finished_from: span.from,
    finished_to: span.to,
    sort: '-finished_at',
  };
}

export function openView(status: TaskStatus, agent: string[] | undefined): TaskView {
  return { status: [status], ...(agent ? { agent } : {}) };
}

type Named = { id: string; name: string };

/** A name is whoever has it now; an agent that was deleted is found by its id. */
export function agentFilterOf({ id, name }: Named, current: readonly Named[]): string {
  return current.some((agent) => agent.id === id) ? name : id;
}
