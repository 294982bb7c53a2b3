import type { Actor, StoredAnswer, JsonObject, Decision, InputOutcome, InputState } from '@taskhelm/contract';
import type { InputRequestDraft } from '@taskhelm/engine';
import { Prisma, type Db } from '../db/client.ts';
import type { InputRow } from './input-view.ts';

/** Those of `input_requests i`. */
export const inputColumns = Prisma.raw(
  [
    'call_id',
    'task_id',
    'session_id',
    'about_call_id',
    'kind',
    'title',
    'body_markdown',
    'questions',
    'action',
    'allowed_decisions',
    'state',
    'asked_at',
    'expires_at',
    'on_expiry',
    'answers',
    'decision',
    'outcome',
    'args',
    'message',
    'answer_hash',
    'answered_by_type',
    'answered_by_id',
    'answered_by_name',
    'answered_at',
    'via',
  ]
    .map((column) => `i.${column}`)
    .join(', '),
);

/** Every request of a task, oldest first. */
export async function listInputsOfTask(db: Db, taskId: string): Promise<InputRow[]> {
  return db.$queryRaw<InputRow[]>`
    SELECT ${inputColumns} FROM input_requests i WHERE i.task_id = ${taskId}::uuid ORDER BY i.asked_at, i.call_id`;
}

/** Call ids that wait for a person in tasks below this one. */
export async function listWaitingDescendants(db: Db, taskId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ call_id: string }[]>`
    WITH RECURSIVE family AS (
      SELECT id FROM tasks WHERE parent_task_id = ${taskId}::uuid
      UNION ALL
      SELECT t.id FROM tasks t JOIN family f ON t.parent_task_id = f.id
    )
    SELECT i.call_id FROM input_requests i JOIN family f ON f.id = i.task_id WHERE i.state = 'pending' ORDER BY i.asked_at`;
  return rows.map((row) => row.call_id);
}

/** `now` is the clock that the requests' `expires_at` were set by; what counts is the database's own. */
export async function insertInputs(db: Db, requests: InputRequestDraft[], now: Date): Promise<void> {
  if (requests.length === 0) return;
  await db.inputRequest.createMany({
    data: requests.map((request) => ({
      callId: request.call_id,
      taskId: request.task_id,
      sessionId: request.session_id,
      aboutCallId: request.about_call_id,
      kind: request.kind,
      title: request.title,
      bodyMarkdown: request.body_markdown,
      questions: request.questions,
      action: request.action ?? Prisma.DbNull,
      allowedDecisions: request.allowed_decisions,
      onExpiry: request.on_expiry,
    })),
  });
  for (const { call_id, expires_at } of requests) {
    if (expires_at === null) continue;
    const seconds = (Date.parse(expires_at) - now.getTime()) / 1_000;
    await db.$executeRaw`
      UPDATE input_requests SET expires_at = now() + make_interval(secs => ${seconds}::double precision) WHERE call_id = ${call_id}::uuid`;
  }
}

export type AnswerRecord = {
  callId: string;
  state: Extract<InputState, 'answered' | 'declined'>;
  answers: StoredAnswer[] | null;
  decision: Decision | null;
  outcome: InputOutcome;
  args: JsonObject | null;
  message: string | null;
  hash: string;
  by: Actor;
  via: 'dashboard' | 'api';
};

/** Records the answer if the request still waits; returns the row as it then is, or null. */
export async function recordAnswer(db: Db, answer: AnswerRecord): Promise<InputRow | null> {
  const rows = await db.$queryRaw<InputRow[]>`
    UPDATE input_requests i SET state = ${answer.state}::input_state, answers = ${answer.answers && JSON.stringify(answer.answers)}::jsonb,
      decision = ${answer.decision}, outcome = ${answer.outcome}, args = ${answer.args && JSON.stringify(answer.args)}::jsonb,
      message = ${answer.message}, answer_hash = ${answer.hash}, answered_by_type = ${answer.by.type},
      answered_by_id = ${answer.by.id}, answered_by_name = ${answer.by.name}, answered_at = now(), via = ${answer.via}
    WHERE i.call_id = ${answer.callId}::uuid AND i.state = 'pending'
    RETURNING ${inputColumns}`;
  return rows[0] ?? null;
}

/** Closes what a task still asked when it ended. */
export async function withdrawInputs(db: Db, taskIds: string[]): Promise<void> {
  await db.$executeRaw`
    UPDATE input_requests SET state = 'withdrawn' WHERE task_id = ANY (${taskIds}::uuid[]) AND state = 'pending'`;
}

/** Pending requests whose time is up, by the database's clock. Those that shall `stay` have no such time. */
export async function findExpired(db: Db, limit: number): Promise<{ call_id: string; task_id: string }[]> {
  return db.$queryRaw<{ call_id: string; task_id: string }[]>`
    SELECT call_id, task_id FROM input_requests
    WHERE state = 'pending' AND expires_at < now() AND on_expiry <> 'stay' ORDER BY expires_at LIMIT ${limit}`;
}

/** Marks a request expired if it still waits and its time is up; returns the row as it then is, or null. */
export async function closeExpired(db: Db, callId: string): Promise<InputRow | null> {
  const rows = await db.$queryRaw<InputRow[]>`
    UPDATE input_requests i SET state = 'expired' WHERE i.call_id = ${callId}::uuid AND i.state = 'pending' AND i.expires_at < now()
    RETURNING ${inputColumns}`;
  return rows[0] ?? null;
}
