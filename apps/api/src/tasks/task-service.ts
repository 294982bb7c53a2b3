import { createHash } from 'node:crypto';
import {
  isFinal,
  type BulkRequest,
  type BulkResponse,
  type CreateTaskRequest,
  type ListTasksQuery,
  type RetryTaskRequest,
  type Task,
  type TaskDetail,
  type TaskEventBody,
  type TaskEventOf,
  type TaskFamily,
  type UpdateTaskRequest,
} from '@taskhelm/contract';
import { TASK_PRIORITIES } from '@taskhelm/contract';
import { listAgents, lockAgent, type AgentRow } from '../agents/agent-repository.ts';
import type { Db, PrismaClient } from '../db/client.ts';
import type { Transact } from '../db/transaction.ts';
import { AppError, notFound } from '../errors.ts';
import { sourceOf, type Caller } from '../http/caller.ts';
import { readAttachments } from '../events/event-repository.ts';
import { toPage, type Page } from '../http/page.ts';
import { listInputsOfTask, listWaitingDescendants } from '../inputs/input-repository.ts';
import { toInputRequest } from '../inputs/input-view.ts';
import { readReviewContexts } from '../inputs/review-context.ts';
import type { LiveFeed } from '../live/live-feed.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { listFamily } from './family-repository.ts';
import { toTaskFamily } from './family-view.ts';
import type { Logger } from '../logger.ts';
import { bulkTasks, type SingleActs } from './bulk-tasks.ts';
import { cancelFamily, cancelTask, type FamilyCancel } from './cancel-task.ts';
import { labelTask } from './label-task.ts';
import { refuseUnless } from './refuse-unless.ts';
import { refuseUnknownFilter } from './refuse-unknown-filter.ts';
import { writeCursor } from './task-filter.ts';
import {
  countChildren,
  findTask,
  findTaskVersion,
  insertTask,
  listTasks,
  lockTask,
  takeIdempotencyKey,
  updateTask,
  type NewTask,
} from './task-repository.ts';
import type { WholeTaskRow } from './task-row.ts';
import { appendFirstEvents } from './task-transitions.ts';
import { toTask, toTaskDetail } from './task-view.ts';

export type TaskServiceParts = {
  prisma: PrismaClient;
  transact: Transact;
  queue: JobQueue;
  live: LiveFeed;
  newId: () => string;
  publicUrl: string;
  logger: Logger;
};

/** A task to be made, and the data from outside that its agent is given to read. */
export type AddTask = Omit<NewTask, 'sessionId'> & { attachments?: TaskEventOf<'attachment'>[] };

export type TaskService = ReturnType<typeof createTaskService>;

export function createTaskService(parts: TaskServiceParts) {
  const { prisma, transact, queue, live, newId, publicUrl, logger } = parts;

  const detail = async (db: Db, row: WholeTaskRow): Promise<TaskDetail> => {
    const [inputs, children] = await Promise.all([listInputsOfTask(db, row.id), countChildren(db, row.id)]);
    const waitingOn = children.length > 0 ? await listWaitingDescendants(db, row.id) : [];
    const around = { publicUrl, contexts: await readReviewContexts(db, inputs) };
    return toTaskDetail(row, {
      inputs: inputs.map((input) => toInputRequest(input, around)),
      children,
      waitingOn,
    });
  };
  const get = async (id: string): Promise<TaskDetail> => {
    const row = await findTask(prisma, id);
    if (!row) throw notFound('task');
    return detail(prisma, row);
  };

  return {
    get,
    family: async (id: string): Promise<TaskFamily> => {
      const row = await findTask(prisma, id);
      if (!row) throw notFound('task');
      return toTaskFamily(row.root_task_id, await listFamily(prisma, row.root_task_id));
    },
    /** Changes with everything that `get` answers; null where there is no such task. */
    version: (id: string): Promise<string | null> => findTaskVersion(prisma, id),
    list: async (query: ListTasksQuery): Promise<Page<Task>> => {
      await refuseUnknownFilter(prisma, query);
      const listing = await listTasks(prisma, query);
      const last = listing.rows.at(-1);
      const sortable = query.sort === 'created_at' || query.sort === '-created_at';
      const more = last && sortable && listing.rows.length === query.per_page;
      const cursor = more ? writeCursor({ createdAt: last.created_at.toISOString(), id: last.id }) : null;
      return toPage({ data: listing.rows.map(toTask), listing, query, nextCursor: cursor });
    },
    /** With an idempotency key, a repeat of the same request gets the first task and `replayed`. */
    create: async (
      caller: Caller,
      request: CreateTaskRequest,
      key?: string,
    ): Promise<{ task: TaskDetail; replayed: boolean }> => {
      const id = newId();
      const earlier = await transact(async (tx) => {
        const first = key === undefined ? null : await replayOf(tx, { caller, request, key, id });
        if (first) return first;
        const agent = await enabledAgent(tx, request.agent);
        const parent = request.parent_task_id ? await parentOf(tx, request.parent_task_id) : undefined;
        await addTask(tx, {
          ...request,
          id,
          agentId: agent.id,
          source: sourceOf(caller),
          createdBy: caller.actor,
          ...(parent ? { parent } : {}),
        });
        return null;
      });
      return { task: await get(earlier ?? id), replayed: earlier !== null };
    },
    /** `cancelled` counts it and its descendants: none where it was cancelled before. */
    cancel: async (
      caller: Caller,
      id: string,
      reason: string | undefined,
    ): Promise<{ task: TaskDetail; cancelled: number }> => {
      const cancelled = await cancelTask({ transact, queue, live }, id, { caller, reason });
      return { task: await get(id), cancelled: cancelled.length };
    },
    retry: async (caller: Caller, id: string, overrides: RetryTaskRequest): Promise<TaskDetail> =>
      get(await retry(caller, id, overrides)),
    bulk: (caller: Caller, request: BulkRequest, signal: AbortSignal): Promise<BulkResponse> => {
      const cancel: SingleActs['cancel'] = (by, id, reason) =>
        cancelTask({ transact, queue, live }, id, { caller: by, reason });
      const label: SingleActs['label'] = (id, change) => labelTask(transact, id, change);
      return bulkTasks({ prisma, logger, acts: { cancel, retry, label } }, { caller, request, signal });
    },
    update: async (id: string, change: UpdateTaskRequest): Promise<TaskDetail> => {
      await transact(async (tx) => {
        const task = await lockTask(tx, { id });
        if (!task) throw notFound('task');
        if (change.title !== undefined || change.priority !== undefined) refuseUnless(task, 'edit');
        await updateTask(tx, id, change);
      });
      return get(id);
    },
    addTask,
    /** Cancels a task and its open descendants in the caller's transaction. */
    cancelFamily: async (tx: Db, cancel: FamilyCancel): Promise<void> => {
      await cancelFamily(tx, cancel, queue);
    },
  };

  /** The task, its first events and the wake-up, in the caller's transaction. */
  async function addTask(tx: Db, task: AddTask): Promise<void> {
    await insertTask(tx, { ...task, sessionId: newId() });
    const by = task.createdBy;
    const events: TaskEventBody[] = [
      { type: 'status_change', from: null, to: 'pending', reason: 'created', by, note: null },
      { type: 'message', role: 'user', text: task.description || task.title, by, step: null },
      ...(task.attachments ?? []),
    ];
    await appendFirstEvents(tx, task.id, events);
    await queue.wake(tx, { taskId: task.id, ...(task.start_at ? { at: new Date(task.start_at) } : {}) });
  }

  async function retry(caller: Caller, id: string, overrides: RetryTaskRequest): Promise<string> {
    const original = await findTask(prisma, id);
    if (!original) throw notFound('task');
    refuseUnless(original, 'retry');
    const retryId = newId();
    await transact(async (tx) => {
      const agent = await enabledAgent(tx, overrides.agent ?? original.agent_name);
      await addTask(tx, {
        id: retryId,
        agentId: agent.id,
        title: overrides.title ?? original.title,
        description: overrides.description ?? original.description ?? undefined,
        priority: TASK_PRIORITIES[original.priority] ?? 'normal',
        labels: original.labels,
        metadata: original.metadata,
        limits: overrides.limits ?? original.limits,
        source: sourceOf(caller),
        createdBy: caller.actor,
        retryOf: original.id,
        attachments: await readAttachments(tx, original.session_id),
      });
    });
    return retryId;
  }
}

/** The agent, kept from being deleted until the transaction ends. */
async function enabledAgent(tx: Db, idOrName: string): Promise<AgentRow> {
  const agent = await lockAgent(tx, idOrName, 'held');
  if (agent?.enabled) return agent;
  const names = (await listAgents(tx, true)).map((row) => row.name).join(', ') || 'none';
  const problem = agent
    ? `The agent ${agent.name} is disabled.`
    : `There is no agent ${JSON.stringify(idOrName)}.`;
  throw new AppError('unknown_agent', `${problem} Agents: ${names}.`, [
    { path: 'agent', code: agent ? 'disabled' : 'unknown', message: `Choose one of: ${names}` },
  ]);
}

async function parentOf(tx: Db, id: string): Promise<NewTask['parent']> {
  const parent = await lockTask(tx, { id });
  if (!parent) {
    throw new AppError('validation_failed', 'There is no such parent task.', [
      { path: 'parent_task_id', code: 'unknown', message: 'There is no task with this id' },
    ]);
  }
  if (isFinal(parent.status))
    throw new AppError('task_final', `The parent task is ${parent.status} already.`);
  return { id: parent.id, rootId: parent.root_task_id, depth: parent.depth, callId: null, awaited: false };
}

async function replayOf(
  tx: Db,
  create: { caller: Caller; request: CreateTaskRequest; key: string; id: string },
): Promise<string | null> {
  const { caller, request, key, id } = create;
  const requestHash = createHash('sha256').update(JSON.stringify(request)).digest('hex');
  const first = await takeIdempotencyKey(tx, {
    actor: `${caller.actor.type}:${caller.actor.id}`,
    key,
    requestHash,
    taskId: id,
  });
  if (first && first.request_hash !== requestHash) {
    throw new AppError(
      'idempotency_conflict',
      'This Idempotency-Key was used before with another request body.',
    );
  }
  return first?.task_id ?? null;
}
