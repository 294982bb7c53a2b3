import type { TaskLimits } from '@taskhelm/contract';
import { runAgentLoop, type InputRequestDraft, type LoopOutcome, type Tool } from '@taskhelm/engine';
import { agentLimits, findAgent, type AgentRow } from '../agents/agent-repository.ts';
import { Prisma, type Db, type PrismaClient, type Sql } from '../db/client.ts';
import type { Transact } from '../db/transaction.ts';
import { TaskLostError } from '../errors.ts';
import { insertInputs } from '../inputs/input-repository.ts';
import type { Logger } from '../logger.ts';
import type { ModelRegistry } from '../models/model-registry.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { findTask } from '../tasks/task-repository.ts';
import type { WholeTaskRow } from '../tasks/task-row.ts';
import type { TaskService } from '../tasks/task-service.ts';
import { moveTask, type Transition } from '../tasks/task-transitions.ts';
import { acknowledgeCancel, type Claim } from './claim-repository.ts';
import { openTaskLog } from './task-log.ts';
import { createToolHost } from './tool-host.ts';

export type RunTaskParts = {
  prisma: PrismaClient;
  transact: Transact;
  queue: JobQueue;
  tasks: TaskService;
  models: ModelRegistry;
  tools: ReadonlyMap<string, Tool>;
  newId: () => string;
  logger: Logger;
};

/** Why a run was told to stop; the reason of its abort signal. */
export type StopReason = 'cancelled' | 'lost' | 'drained';

/** Runs one claimed task until it ends, waits for a person, or `signal` aborts. Does not throw. */
export async function runTaskJob(parts: RunTaskParts, claim: Claim, signal: AbortSignal): Promise<void> {
  const { prisma, transact, logger } = parts;
  try {
    const outcome = await runLoop(parts, claim, signal);
    if (outcome.type === 'stopped') await settleStopped(parts, claim, signal.reason as StopReason);
    else await transact((tx) => settle(tx, claim, outcome));
  } catch (error) {
    if (error instanceof TaskLostError) {
      await acknowledgeCancel(prisma, claim).catch(() => undefined);
      return;
    }
    logger.error(
      { err: error, task_id: claim.taskId },
      'a run ended with an error; the task goes back to the queue',
    );
    await release(parts, claim, 'worker_error').catch(() => undefined);
  }
}

async function runLoop(parts: RunTaskParts, claim: Claim, signal: AbortSignal): Promise<LoopOutcome> {
  const { prisma, models, tools, newId } = parts;
  const task = await findTask(prisma, claim.taskId);
  const agent = task && (await findAgent(prisma, task.agent_id));
  if (!task || !agent) throw new TaskLostError(`task ${claim.taskId} is gone`);
  const model = models.find(agent.model);
  if (!model)
    return {
      type: 'failed',
      code: 'model_unknown',
      message: `The agent's model ${agent.model} is not set up on this server.`,
    };
  const log = await openTaskLog(prisma, {
    taskId: task.id,
    sessionId: task.session_id,
    attempt: claim.attempt,
  });
  return runAgentLoop({
    task: {
      id: task.id,
      sessionId: task.session_id,
      title: task.title,
      description: task.description,
      limits: limitsOf(task, agent),
    },
    agent: { name: agent.name, instructions: agent.instructions },
    model,
    tools: new Map([...tools].filter(([name]) => agent.tools.includes(name))),
    confirmTools: new Set(agent.confirmTools),
    log,
    host: createToolHost(parts, { claim, task, agent }),
    spentMs: Number(task.worked_ms),
    signal,
    now: () => new Date(),
    newId,
  });
}

/** The task's own limits, then the agent's. */
const limitsOf = (task: WholeTaskRow, agent: AgentRow): TaskLimits => ({
  ...agentLimits(agent),
  ...task.limits,
});

async function settle(
  tx: Db,
  claim: Claim,
  outcome: Exclude<LoopOutcome, { type: 'stopped' }>,
): Promise<void> {
  const moved = await moveTask(tx, { ...claim, from: 'in_progress', ...transitionOf(outcome) });
  if (!moved) throw new TaskLostError(`task ${claim.taskId} is no longer at attempt ${claim.attempt}`);
  if (outcome.type === 'needs_input') await insertInputs(tx, outcome.requests);
}

function transitionOf(
  outcome: Exclude<LoopOutcome, { type: 'stopped' }>,
): Pick<Transition, 'to' | 'reason' | 'set' | 'events' | 'note'> {
  switch (outcome.type) {
    case 'completed':
      return { to: 'completed', reason: 'finished', set: [Prisma.sql`result = ${outcome.result}`] };
    case 'failed':
      return {
        to: 'failed',
        reason: 'failed',
        note: outcome.message,
        set: failure(outcome.code, outcome.message),
      };
    case 'needs_input':
      return { to: 'needs_input', reason: 'waiting', events: outcome.requests.map(requestEvent) };
  }
}

const failure = (code: string, message: string): Sql[] => [
  Prisma.sql`failure_code = ${code}, failure_message = ${message}`,
];

const requestEvent = (request: InputRequestDraft) => ({
  type: 'input_request' as const,
  call_id: request.call_id,
  request,
});

async function settleStopped(parts: RunTaskParts, claim: Claim, reason: StopReason): Promise<void> {
  if (reason === 'cancelled') await acknowledgeCancel(parts.prisma, claim);
  if (reason === 'drained') await release(parts, claim, 'drained');
}

/** Gives the task back, for any worker to go on after its last event. */
async function release(parts: RunTaskParts, claim: Claim, reason: string): Promise<void> {
  await parts.transact(async (tx) => {
    const runAt =
      reason === 'drained' ? Prisma.sql`run_at = now()` : Prisma.sql`run_at = now() + interval '2 seconds'`;
    const moved = await moveTask(tx, { ...claim, from: 'in_progress', to: 'pending', reason, set: [runAt] });
    if (moved) await parts.queue.wake(tx, { taskId: claim.taskId });
  });
}
