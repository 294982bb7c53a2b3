import { isFinal, type AgentRemoval } from '@taskhelm/contract';
import type { Db } from '../db/client.ts';
import { AppError } from '../errors.ts';
import type { Caller } from '../http/caller.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { cancelTasks } from '../tasks/cancel-tasks.ts';
import { listOpenTaskIds, lockFamilies, type LockedTask } from '../tasks/task-repository.ts';
import { removeAgent, renameDelegate, type AgentRow } from './agent-repository.ts';

type Removal = { caller: Caller; openTasks: 'refuse' | 'cancel'; queue: JobQueue };

/**
 * Takes an agent out of the world, in the caller's transaction, in which it is locked as leaving: no task can be made for
 * it meanwhile. Its open tasks are a refusal, or are cancelled with all that they had delegated.
 */
export async function deleteAgent(tx: Db, agent: AgentRow, removal: Removal): Promise<AgentRemoval> {
  const { caller, openTasks, queue } = removal;
  const own = await listOpenTaskIds(tx, agent.id);
  const open = (await lockFamilies(tx, own)).filter((task) => !isFinal(task.status));
  if (openTasks === 'refuse') refuseOpen(agent.name, open, own);
  const reason = `The agent ${agent.name} was deleted.`;
  await cancelTasks(tx, open, { roots: own, actor: caller.actor, reason, queue });
  await renameDelegate(tx, agent.name, null);
  const outcome = await removeAgent(tx, agent.id);
  return { id: agent.id, name: agent.name, outcome, tasks_cancelled: open.length };
}

function refuseOpen(name: string, family: readonly LockedTask[], ownIds: readonly string[]): void {
  const own = family.filter(({ id }) => ownIds.includes(id));
  if (own.length === 0) return;
  const count = (status: string): number => own.filter((task) => task.status === status).length;
  const parts = [
    [count('in_progress'), 'running'],
    [count('pending'), 'queued'],
    [count('needs_input'), 'waiting for a person'],
  ] as const;
  const said = parts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  throw new AppError(
    'agent_has_open_tasks',
    `${name} has ${own.length} open ${own.length === 1 ? 'task' : 'tasks'} (${said.join(', ')}). Let them end or cancel them, or delete it with ?open_tasks=cancel, which cancels them.`,
  );
}
