import { createHash } from 'node:crypto';
import type { InboxItem, RespondRequest, RespondResponse, TaskEventBody } from '@taskhelm/contract';
import type { inputEndpoints, EndpointQuery } from '@taskhelm/contract';
import type { PrismaClient, Db } from '../db/client.ts';
import type { Transact } from '../db/transaction.ts';
import { AppError, notFound } from '../errors.ts';
import type { Caller } from '../http/caller.ts';
import { toPage, type Page } from '../http/page.ts';
import type { LiveFeed } from '../live/live-feed.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { lockTask, type LockedTask } from '../tasks/task-repository.ts';
import { appendEvents, moveTask } from '../tasks/task-transitions.ts';
import { findInboxRow, listInbox } from './inbox-repository.ts';
import { listInputsOfTask, recordAnswer } from './input-repository.ts';
import { actorOf, toInboxItem, type InputRow } from './input-view.ts';
import type { ToolCatalog } from '../tools/tool-catalog.ts';
import { createCheckArgs, type CheckArgs } from './check-args.ts';
import { readReviewContexts } from './review-context.ts';
import { readResponse, type ReadResponse } from './read-response.ts';

export type InputServiceParts = {
  prisma: PrismaClient;
  transact: Transact;
  queue: JobQueue;
  tools: Pick<ToolCatalog, 'find'>;
  live: LiveFeed;
  publicUrl: string;
};

export type InputService = ReturnType<typeof createInputService>;

export function createInputService(parts: InputServiceParts) {
  const { prisma, transact, queue, live, tools, publicUrl } = parts;
  return {
    list: async (
      caller: Caller,
      query: EndpointQuery<typeof inputEndpoints.list>,
    ): Promise<Page<InboxItem>> => {
      const listing = await listInbox(prisma, query, caller.actor);
      const around = { publicUrl, contexts: await readReviewContexts(prisma, listing.rows) };
      return toPage({ data: listing.rows.map((row) => toInboxItem(row, around)), listing, query });
    },
    get: async (caller: Caller, callId: string): Promise<InboxItem> => {
      const row = await findInboxRow(prisma, callId, caller.actor);
      if (!row) throw notFound('request');
      return toInboxItem(row, { publicUrl, contexts: await readReviewContexts(prisma, [row]) });
    },
    /** Answer, event, status change and wake-up are one transaction; of two answers at once exactly one wins. */
    respond: async (caller: Caller, sessionId: string, body: RespondRequest): Promise<RespondResponse> => {
      const response = await transact(async (tx) => {
        const task = await lockTask(tx, { sessionId });
        if (!task) throw notFound('session');
        const inputs = await listInputsOfTask(tx, task.id);
        const request = chooseRequest(inputs, body.call_id);
        const edited = body.decision === 'edit' ? await tools.find(request.action?.tool ?? '') : undefined;
        const checkArgs = createCheckArgs(edited);
        if (request.state === 'answered' || request.state === 'declined')
          return replay(task, inputs, { request, body, checkArgs });
        if (request.state !== 'pending' || task.status !== 'needs_input') throw closed(task, request);
        const response = readResponse(request, body, checkArgs);
        const answered = await record(tx, { caller, request, response });
        const stillPending = inputs
          .filter((input) => input.state === 'pending' && input !== request)
          .map((input) => input.call_id);
        await resumeOrWait(tx, task, {
          event: responseEvent(answered, caller),
          waits: stillPending.length > 0,
          caller,
        });
        const status = stillPending.length > 0 ? 'needs_input' : 'pending';
        return toResponse({ ...task, status }, answered, { stillPending, replayed: false });
      });
      live.changed(sessionId);
      return response;
    },
  };

  /** The same answer again is told what it came to; another one is told who was first. */
  function replay(
    task: LockedTask,
    inputs: InputRow[],
    again: { request: InputRow; body: RespondRequest; checkArgs: CheckArgs },
  ): RespondResponse {
    const { request } = again;
    const stillPending = inputs.filter((input) => input.state === 'pending').map((input) => input.call_id);
    if (isSameAnswer(again)) {
      return toResponse(task, request, { stillPending, replayed: true });
    }
    const winner =
      request.answers?.map((answer) => JSON.stringify(answer.value)).join(', ') ?? request.outcome;
    throw new AppError(
      'already_answered',
      `${request.answered_by_name} has answered this already (${winner}).`,
    );
  }

  function isSameAnswer({ request, body, checkArgs }: Parameters<typeof replay>[2]): boolean {
    try {
      return hashOf(readResponse(request, body, checkArgs)) === request.answer_hash;
    } catch {
      return false;
    }
  }

  async function resumeOrWait(
    tx: Db,
    task: LockedTask,
    next: { event: TaskEventBody; waits: boolean; caller: Caller },
  ): Promise<void> {
    const { event, waits, caller } = next;
    const at = { taskId: task.id, attempt: task.attempt };
    if (waits) {
      await appendEvents(tx, { ...at, status: 'needs_input' }, [event]);
      return;
    }
    await moveTask(tx, {
      ...at,
      from: 'needs_input',
      to: 'pending',
      reason: 'answered',
      by: caller.actor,
      events: [event],
    });
    await queue.wake(tx, { taskId: task.id });
  }
}

/** The request that `callId` names; without it, the only one that waits. */
function chooseRequest(inputs: InputRow[], callId: string | undefined): InputRow {
  if (callId !== undefined) {
    const named = inputs.find((input) => input.call_id === callId.toLowerCase());
    if (!named) throw new AppError('not_found', 'There is no request with this call_id in this session.');
    return named;
  }
  const pending = inputs.filter((input) => input.state === 'pending');
  const [only] = pending;
  if (only && pending.length === 1) return only;
  if (!only) throw new AppError('no_pending_input', 'This session waits for no answer.');
  const details = pending.map((input) => ({
    path: 'call_id',
    code: 'pending',
    message: `${input.call_id}: ${input.title}`,
  }));
  throw new AppError(
    'call_id_required',
    'Several requests wait: say with call_id which one this answers.',
    details,
  );
}

async function record(
  tx: Db,
  answer: { caller: Caller; request: InputRow; response: ReadResponse },
): Promise<InputRow> {
  const { caller, request, response } = answer;
  const row = await recordAnswer(tx, {
    callId: request.call_id,
    state: request.kind === 'question' && response.outcome === 'rejected' ? 'declined' : 'answered',
    ...response,
    hash: hashOf(response),
    by: caller.actor,
    via: caller.via,
  });
  if (!row) throw new AppError('input_closed', 'This request was closed a moment ago.');
  return row;
}

function responseEvent(row: InputRow, caller: Caller): TaskEventBody {
  return {
    type: 'input_response',
    call_id: row.call_id,
    outcome: row.outcome ?? 'answered',
    decision: row.decision,
    answers: row.answers,
    args: row.args,
    message: row.message,
    by: caller.actor,
    via: caller.via,
  };
}

function closed(task: LockedTask, request: InputRow): AppError {
  const state =
    request.state === 'pending'
      ? `the task is ${task.status}`
      : `the request is ${request.state}, the task ${task.status}`;
  return new AppError('input_closed', `This can no longer be answered: ${state}.`);
}

function toResponse(
  task: LockedTask,
  row: InputRow,
  more: { stillPending: string[]; replayed: boolean },
): RespondResponse {
  return {
    task_id: task.id,
    session_id: task.session_id,
    call_id: row.call_id,
    state: row.state,
    outcome: row.outcome ?? 'answered',
    answers: row.answers,
    answered_by: actorOf(row) ?? { type: 'system', id: null, name: '' },
    answered_at: (row.answered_at ?? row.asked_at).toISOString(),
    task_status: task.status,
    still_pending: more.stillPending,
    replayed: more.replayed,
  };
}

/** Two answers are the same when they come to the same, however they were spelled. */
function hashOf(response: ReadResponse): string {
  const values = response.answers?.map((answer) => [answer.question_id, answer.value]);
  const essence = [
    response.outcome,
    response.outcome === 'answered' ? values : null,
    sortKeys(response.args),
    response.message,
  ];
  return createHash('sha256').update(JSON.stringify(essence)).digest('hex');
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sortKeys(part)]),
  );
}
