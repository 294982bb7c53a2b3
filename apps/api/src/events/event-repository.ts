import type { TaskEvent, TaskEventBody, TaskEventOf } from '@taskhelm/contract';
import { Prisma, type Db, type Sql } from '../db/client.ts';

type EventRow = {
  seq: number;
  type: string;
  attempt: number;
  agent_name: string;
  call_id: string | null;
  body: Record<string, unknown>;
  created_at: Date;
};

/** Which part of a log is read; `limit` rows at most. */
export type EventRange = { after?: number | undefined; before?: number | undefined; limit: number };

/**
 * SQL that inserts `bodies` for each row of the relation `source`, which has just moved its last_seq past them:
 * columns id, session_id, attempt, last_seq, agent_id.
 */
export function insertEventsFrom(source: Sql, bodies: TaskEventBody[]): Sql {
  return Prisma.sql`
    INSERT INTO task_events (session_id, seq, task_id, type, attempt, agent_name, call_id, body)
    SELECT s.session_id, s.last_seq - ${bodies.length}::int + e.ordinality, s.id, e.value ->> 'type', s.attempt, a.name,
           (e.value ->> 'call_id')::uuid, e.value - 'type' - 'call_id'
    FROM ${source} s
    JOIN agents a ON a.id = s.agent_id
    CROSS JOIN LATERAL jsonb_array_elements(${JSON.stringify(bodies)}::jsonb) WITH ORDINALITY AS e(value, ordinality)`;
}

/** Events of a session in ascending order. */
export async function readEvents(db: Db, sessionId: string, range: EventRange): Promise<TaskEvent[]> {
  const { after = 0, before, limit } = range;
  const rows =
    before === undefined
      ? await db.$queryRaw<EventRow[]>`
          SELECT seq, type, attempt, agent_name, call_id, body, created_at FROM task_events
          WHERE session_id = ${sessionId}::uuid AND seq > ${after} ORDER BY seq LIMIT ${limit}`
      : await db.$queryRaw<EventRow[]>`
          SELECT * FROM (
            SELECT seq, type, attempt, agent_name, call_id, body, created_at FROM task_events
            WHERE session_id = ${sessionId}::uuid AND seq < ${before} ORDER BY seq DESC LIMIT ${limit}
          ) page ORDER BY seq`;
  return rows.map(toEvent);
}

export async function readEvent(db: Db, sessionId: string, seq: number): Promise<TaskEvent | null> {
  const rows = await db.$queryRaw<EventRow[]>`
    SELECT seq, type, attempt, agent_name, call_id, body, created_at FROM task_events
    WHERE session_id = ${sessionId}::uuid AND seq = ${seq}`;
  return rows[0] ? toEvent(rows[0]) : null;
}

/** The data from outside that came with a task. */
export async function readAttachments(db: Db, sessionId: string): Promise<TaskEventOf<'attachment'>[]> {
  const rows = await db.$queryRaw<{ body: Omit<TaskEventOf<'attachment'>, 'type'> }[]>`
    SELECT body FROM task_events WHERE session_id = ${sessionId}::uuid AND type = 'attachment' ORDER BY seq`;
  return rows.map(({ body }) => ({ ...body, type: 'attachment' }));
}

/** The rows were written from checked bodies; the endpoint's schema checks them again on the way out. */
function toEvent(row: EventRow): TaskEvent {
  const frame = {
    seq: row.seq,
    type: row.type,
    attempt: row.attempt,
    agent: row.agent_name,
    created_at: row.created_at.toISOString(),
  };
  return { ...row.body, ...frame, ...(row.call_id ? { call_id: row.call_id } : {}) } as TaskEvent;
}
