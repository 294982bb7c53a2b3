import type { StoredAnswer, TaskEventBody } from '@taskhelm/contract';
import { Prisma, type Db } from '../db/client.ts';
import type { Transact } from '../db/transaction.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { lockTask, type LockedTask } from '../tasks/task-repository.ts';
import { appendEvents, moveTask } from '../tasks/task-transitions.ts';
import { closeExpired, findExpired, listInputsOfTask, withdrawInputs } from './input-repository.ts';
import type { InputRow } from './input-view.ts';

const BATCH = 50;
const SYSTEM = { type: 'system', id: null, name: 'Taskhelm' } as const;

/** Closes the requests whose time, by the database's clock, is up, as their `on_expiry` says. Returns how many. */
export async function expireInputs(transact: Transact, queue: JobQueue): Promise<number> {
  const due = await transact((tx) => findExpired(tx, BATCH));
  let closed = 0;
  for (const { call_id, task_id } of due) {
    closed += await transact((tx) => expireOne(tx, queue, { callId: call_id, taskId: task_id }));
  }
  return closed;
}

/** The task is locked first, as answering does, so that an answer and the expiry cannot both win. */
async function expireOne(tx: Db, queue: JobQueue, due: { callId: string; taskId: string }): Promise<number> {
  const task = await lockTask(tx, { id: due.taskId });
  const request = task?.status === 'needs_input' ? await closeExpired(tx, due.callId) : null;
  if (!task || !request) return 0;
  const event = expiryEvent(request);
  const at = { taskId: task.id, attempt: task.attempt };
  if (request.on_expiry === 'fail') {
    await failTask(tx, task, { request, event });
    return 1;
  }
  const waits = (await listInputsOfTask(tx, task.id)).some((input) => input.state === 'pending');
  if (waits) {
    await appendEvents(tx, { ...at, status: 'needs_input' }, [event]);
    return 1;
  }
  await moveTask(tx, {
    ...at,
    from: 'needs_input',
    to: 'pending',
    reason: 'input_expired',
    by: SYSTEM,
    events: [event],
  });
  await queue.wake(tx, { taskId: task.id });
  return 1;
}

async function failTask(
  tx: Db,
  task: LockedTask,
  expired: { request: InputRow; event: TaskEventBody },
): Promise<void> {
  const message = `Nobody answered "${expired.request.title}" in time.`;
  await moveTask(tx, {
    taskId: task.id,
    attempt: task.attempt,
    from: 'needs_input',
    to: 'failed',
    reason: 'input_expired',
    by: SYSTEM,
    note: message,
    events: [expired.event],
    set: [Prisma.sql`failure_code = 'input_expired', failure_message = ${message}`],
  });
  await withdrawInputs(tx, [task.id]);
}

/** With `use_defaults` the defaults are the answer; otherwise the agent is told that nobody answered. */
function expiryEvent(request: InputRow): TaskEventBody {
  const answers = request.on_expiry === 'use_defaults' ? defaultsOf(request) : null;
  return {
    type: 'input_response',
    call_id: request.call_id,
    outcome: answers ? 'answered' : 'expired',
    decision: null,
    answers,
    args: null,
    message: null,
    by: SYSTEM,
    via: 'api',
  };
}

/** Null for a confirmation, and where a required question has no default: nothing is made up. */
function defaultsOf(request: InputRow): StoredAnswer[] | null {
  const complete = request.questions.every((question) => question.default !== null || !question.required);
  if (request.kind === 'confirmation' || !complete) return null;
  return request.questions.map(({ id, default: value }) => ({
    question_id: id,
    raw: null,
    value,
    matched: false,
  }));
}
