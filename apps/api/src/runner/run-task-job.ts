import type { TaskLimits } from '@taskhelm/contract';
import { runAgentLoop, type InputRequestDraft, type LoopOutcome } from '@taskhelm/engine';
import { agentLimits, findAgent, type AgentRow } from '../agents/agent-repository.ts';
import { Prisma, type Db, type Sql } from '../db/client.ts';
import { isConflict } from '../db/repeat-on-conflict.ts';
import { isDatabaseAway } from '../db/sql-state.ts';
import { TaskLostError } from '../errors.ts';
import { insertInputs } from '../inputs/input-repository.ts';
import type { LiveFeed } from '../live/live-feed.ts';
import type { Logger } from '../logger.ts';
import type { ModelSource } from '../models/model-source.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { listLineage } from '../tasks/family-repository.ts';
import { findTask } from '../tasks/task-repository.ts';
import type { WholeTaskRow } from '../tasks/task-row.ts';
import { moveTask, type Transition } from '../tasks/task-transitions.ts';
import type { ToolCatalog } from '../tools/tool-catalog.ts';
import { endOpenCalls, readOpenCalls } from './calls-in-flight.ts';
import { acknowledgeCancel, countLateWrites, type Claim } from './claim-repository.ts';
import type { Faults } from './faults.ts';
import { inheritTools } from './inherit-tools.ts';
import { openTaskLog, type TaskLog } from './task-log.ts';
import { createToolHost, type ToolHostParts } from './tool-host.ts';
import { wakeParents } from './wake-parents.ts';

export type RunTaskParts = ToolHostParts & {
  queue: JobQueue;
  live: LiveFeed;
  modelSource: ModelSource;
  toolCatalog: Pick<ToolCatalog, 'resolve'>;
  faults: Faults;
  logger: Logger;
};

/** Why a run was told to stop; the reason of its abort signal. */
export type StopReason = 'cancelled' | 'lost' | 'drained';

/** How a run is told to stop: at once, or, where `draining` has aborted, as soon as nothing is under way. */
export type RunControl = { signal: AbortSignal; stop: (reason: StopReason) => void; draining: AbortSignal };

/** Runs one claimed task until it ends, waits for a person, or is stopped. Does not throw. */
export async function runTaskJob(parts: RunTaskParts, claim: Claim, control: RunControl): Promise<void> {
  const { transact, live, logger, faults } = parts;
  const run: { log?: TaskLog } = {};
  try {
    const outcome = await runLoop(parts, claim, { control, keep: (log) => (run.log = log) });
    if (outcome.type === 'stopped')
      return await settleStopped(parts, claim, { reason: control.signal.reason as StopReason, ...run });
    faults.reach(`before ${outcome.type}`);
    await transact(async (tx) => {
      await settle(tx, claim, outcome);
      if (outcome.type !== 'model_retry') return;
      await parts.queue.wake(tx, { taskId: claim.taskId, at: new Date(Date.now() + outcome.delayMs) });
    });
    faults.reach(`after ${outcome.type}`);
    if (run.log) live.changed(run.log.sessionId);
    await wakeParents(parts);
  } catch (error) {
    if (error instanceof TaskLostError) {
      await settleLost(parts, claim, run.log).catch(() => undefined);
      return;
    }
    const level = isDatabaseAway(error) || isConflict(error) ? 'warn' : 'error';
    logger[level](
      { err: error, task_id: claim.taskId },
      'a run ended with an error; the task goes back to the queue',
    );
    await release(parts, claim, 'worker_error').catch(() => undefined);
  }
}

type Held = { control: RunControl; keep: (log: TaskLog) => void };

async function runLoop(parts: RunTaskParts, claim: Claim, { control, keep }: Held): Promise<LoopOutcome> {
  const { prisma, live, modelSource, toolCatalog, newId, faults } = parts;
  const task = await findTask(prisma, claim.taskId);
  const agent = task && (await findAgent(prisma, task.agent_id));
  if (!task || !agent) throw new TaskLostError(`task ${claim.taskId} is gone`);
  const found = await modelSource.find(agent.model);
  if ('failure' in found) return { type: 'failed', ...found.failure };
  const permitted = inheritTools(await listLineage(prisma, task.id));
  const stopBetweenSteps = (): void => {
    if (control.draining.aborted && readOpenCalls(log.events).length === 0) control.stop('drained');
  };
  const draft = live.openDraft(task.session_id);
  const onAppend = (): void => {
    draft.clear();
    live.changed(task.session_id);
    stopBetweenSteps();
  };
  const log = await openTaskLog({ prisma, faults, signal: control.signal, onAppend }, claim, task.session_id);
  keep(log);
  live.changed(task.session_id);
  control.draining.addEventListener('abort', stopBetweenSteps, { signal: control.signal });
  stopBetweenSteps();
  const { tools, unavailable } = await toolCatalog.resolve(permitted.tools);
  return runAgentLoop({
    task: {
      id: task.id,
      sessionId: task.session_id,
      title: task.title,
      description: task.description,
      limits: limitsOf(task, agent),
    },
    agent: { name: agent.name, instructions: agent.instructions },
    model: found.model,
    tools,
    unavailableTools: unavailable,
    confirmTools: new Set(permitted.confirmTools),
    log,
    host: createToolHost(parts, { claim, task, agent }),
    spentMs: Number(task.worked_ms),
    signal: control.signal,
    now: () => new Date(),
    newId,
    onDelta: (delta) => draft.add({ after: log.events.at(-1)?.seq ?? 0, ...delta }),
  }).finally(draft.close);
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
  if (outcome.type === 'needs_input') await insertInputs(tx, outcome.requests, new Date());
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
    case 'model_retry':
      return {
        to: 'pending',
        reason: 'model_retry',
        note: outcome.reason,
        set: [Prisma.sql`run_at = now() + make_interval(secs => ${outcome.delayMs / 1_000}::float8)`],
      };
    case 'waiting_on_children':
      return { to: 'pending', reason: 'waiting_on_child', set: [Prisma.sql`run_at = 'infinity'`] };
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

async function settleStopped(
  parts: RunTaskParts,
  claim: Claim,
  stopped: { reason: StopReason; log?: TaskLog },
): Promise<void> {
  if (stopped.reason === 'drained') await release(parts, claim, 'drained');
  else await settleLost(parts, claim, stopped.log);
}

/** The task went to another attempt. If that was a cancel, its receipt says what was under way here and how it ended. */
async function settleLost({ prisma }: RunTaskParts, claim: Claim, log: TaskLog | undefined): Promise<void> {
  const open = readOpenCalls(log?.events ?? []);
  await acknowledgeCancel(prisma, claim, endOpenCalls(open, log?.refused ?? []));
  if (log && log.refused.length > 0) await countLateWrites(prisma, claim.taskId, log.refused.length);
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
