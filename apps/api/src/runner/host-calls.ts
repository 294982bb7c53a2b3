import type { JsonObject } from '@taskhelm/contract';
import { ToolError } from '@taskhelm/engine';
import type { Db } from '../db/client.ts';
import type { Transact } from '../db/transaction.ts';
import { AppError, TaskLostError } from '../errors.ts';
import { lockTask, type LockedTask } from '../tasks/task-repository.ts';
import type { Claim } from './claim-repository.ts';
import { findHostCall, insertHostCall } from './host-call-repository.ts';

type Work<Result> = (tx: Db, task: LockedTask) => Promise<Result>;

/** How a tool of one run changes this database. */
export type HostCalls = {
  /** In one transaction that holds the task's row, and only while the run holds the task. */
  held: <Result>(work: Work<Result>) => Promise<Result>;
  /** The same, once for a call: a repeat after a crash gets what the first came to. */
  once: <Output extends JsonObject>(callId: string, work: Work<Output>) => Promise<Output>;
};

export function createHostCalls(transact: Transact, claim: Claim): HostCalls {
  const held: HostCalls['held'] = (work) =>
    transact(async (tx) => {
      const task = await lockTask(tx, { id: claim.taskId });
      if (!task || task.attempt !== claim.attempt) throw new TaskLostError('the task is no longer held');
      return work(tx, task);
    }).catch(asToolError);
  return {
    held,
    once: (callId, work) =>
      held(async (tx, task) => {
        const earlier = await findHostCall(tx, { taskId: task.id, callId });
        if (earlier) return earlier as Awaited<ReturnType<typeof work>>;
        const output = await work(tx, task);
        await insertHostCall(tx, { taskId: task.id, callId, output });
        return output;
      }),
  };
}

/** What a service refuses is told to the model in its words. */
export function asToolError(error: unknown): never {
  throw error instanceof AppError ? new ToolError(error.message) : error;
}
