import type { Db } from '../db/client.ts';

/** Sessions and codes begin and end by the database's clock: every process has one of its own. */
export async function insertSession(
  db: Db,
  session: { id: string; secretHash: string; userId: string; userAgent: string | null; lifetimeMs: number },
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO browser_sessions (id, secret_hash, user_id, user_agent, expires_at)
    VALUES (${session.id}::uuid, ${session.secretHash}, ${session.userId}::uuid, ${session.userAgent},
            now() + make_interval(secs => ${session.lifetimeMs / 1_000}::double precision))`;
}

type FoundSession = {
  id: string;
  userId: string;
  /** Not marked as used within the last minute. */
  unmarked: boolean;
};

/** The session of this secret and whose it is, while it lasts. */
export async function findSession(db: Db, secretHash: string): Promise<FoundSession | null> {
  const rows = await db.$queryRaw<FoundSession[]>`
    SELECT id, user_id AS "userId", last_used_at < now() - interval '1 minute' AS unmarked
    FROM browser_sessions WHERE secret_hash = ${secretHash} AND expires_at > now()`;
  return rows[0] ?? null;
}

export async function markSessionUsed(db: Db, id: string): Promise<void> {
  await db.$executeRaw`UPDATE browser_sessions SET last_used_at = now() WHERE id = ${id}::uuid`;
}

export type SessionRow = {
  id: string;
  user_agent: string | null;
  created_at: Date;
  last_used_at: Date;
  expires_at: Date;
};

/** Those of a person that have not expired, the last used first. */
export async function findSessions(db: Db, userId: string): Promise<SessionRow[]> {
  return db.$queryRaw<SessionRow[]>`
    SELECT id, user_agent, created_at, last_used_at, expires_at FROM browser_sessions
    WHERE user_id = ${userId}::uuid AND expires_at > now() ORDER BY last_used_at DESC, id`;
}

/** Null where the person has no such session. */
export async function deleteSession(
  db: Db,
  userId: string,
  id: string,
): Promise<Pick<SessionRow, 'user_agent'> | null> {
  const rows = await db.$queryRaw<Pick<SessionRow, 'user_agent'>[]>`
    DELETE FROM browser_sessions WHERE id = ${id}::uuid AND user_id = ${userId}::uuid AND expires_at > now()
    RETURNING user_agent`;
  return rows[0] ?? null;
}

/** All of a person but the one to keep. Returns how many had not expired. */
export async function deleteOtherSessions(db: Db, userId: string, keep: string): Promise<number> {
  const rows = await db.$queryRaw<{ lasted: boolean }[]>`
    DELETE FROM browser_sessions WHERE user_id = ${userId}::uuid AND id <> ${keep}::uuid
    RETURNING expires_at > now() AS lasted`;
  return rows.filter(({ lasted }) => lasted).length;
}

/** The sign-in links of a person that nobody has used. */
export async function deleteCodes(db: Db, userId: string): Promise<void> {
  await db.$executeRaw`DELETE FROM sign_in_codes WHERE user_id = ${userId}::uuid`;
}

/** Expired codes are cleared on the way. */
export async function insertCode(
  db: Db,
  code: { codeHash: string; userId: string; lifetimeMs: number },
): Promise<void> {
  await db.$executeRaw`DELETE FROM sign_in_codes WHERE expires_at < now()`;
  await db.$executeRaw`
    INSERT INTO sign_in_codes (code_hash, user_id, expires_at)
    VALUES (${code.codeHash}, ${code.userId}::uuid,
            now() + make_interval(secs => ${code.lifetimeMs / 1_000}::double precision))`;
}

/** Uses up a code that is good; of two uses at once one gets it. Returns whose it was. */
export async function takeCode(db: Db, codeHash: string): Promise<string | null> {
  const rows = await db.$queryRaw<{ userId: string }[]>`
    UPDATE sign_in_codes SET used_at = now() WHERE code_hash = ${codeHash} AND used_at IS NULL AND expires_at > now()
    RETURNING user_id AS "userId"`;
  return rows[0]?.userId ?? null;
}
