import type { Actor } from '@taskhelm/contract';
import { Prisma, type Db, type Sql } from '../db/client.ts';

/** Joins to `input_requests i` until when this caller has snoozed each, as `s.until`; null once that is over. */
export const joinSnoozes = (owner: Actor): Sql =>
  Prisma.sql`LEFT JOIN input_snoozes s ON s.call_id = i.call_id AND s.owner_type = ${owner.type}
    AND s.owner_id = ${idOf(owner)} AND s.until > now()`;

/** Puts off a request that waits. Null where it waits no more, or where there is none. */
export async function insertSnooze(
  db: Db,
  snooze: { owner: Actor; callId: string; until: Date },
): Promise<Date | null> {
  const { owner, callId, until } = snooze;
  const rows = await db.$queryRaw<{ until: Date }[]>`
    INSERT INTO input_snoozes (owner_type, owner_id, call_id, until)
    SELECT ${owner.type}, ${idOf(owner)}, call_id, ${until}::timestamptz FROM input_requests
    WHERE call_id = ${callId}::uuid AND state = 'pending'
    ON CONFLICT (owner_type, owner_id, call_id) DO UPDATE SET until = EXCLUDED.until
    RETURNING until`;
  return rows[0]?.until ?? null;
}

export async function deleteSnooze(db: Db, owner: Actor, callId: string): Promise<void> {
  await db.$executeRaw`
    DELETE FROM input_snoozes
    WHERE owner_type = ${owner.type} AND owner_id = ${idOf(owner)} AND call_id = ${callId}::uuid`;
}

/** What is over means nothing any more; nobody has more of these than they snooze in 90 days. */
export async function deletePastSnoozes(db: Db, owner: Actor): Promise<void> {
  await db.$executeRaw`
    DELETE FROM input_snoozes WHERE owner_type = ${owner.type} AND owner_id = ${idOf(owner)} AND until < now()`;
}

const idOf = (owner: Actor): string => owner.id ?? '';
