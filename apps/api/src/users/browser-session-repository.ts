import type { Db } from '../db/client.ts';

/** Sessions and codes begin and end by the database's clock: every process has one of its own. */
export async function insertSession(
  db: Db,
  session: { id: string; secretHash: string; userId: string; lifetimeMs: number },
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO browser_sessions (id, secret_hash, user_id, expires_at)
    VALUES (${session.id}::uuid, ${session.secretHash}, ${session.userId}::uuid,
            now() + make_interval(secs => ${session.lifetimeMs / 1_000}::double precision))`;
}

/** The session of this secret and whose it is, while it lasts. */
export async function findSession(
  db: Db,
  secretHash: string,
): Promise<{ id: string; userId: string } | null> {
  const rows = await db.$queryRaw<{ id: string; userId: string }[]>`
    SELECT id, user_id AS "userId" FROM browser_sessions WHERE secret_hash = ${secretHash} AND expires_at > now()`;
  return rows[0] ?? null;
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
