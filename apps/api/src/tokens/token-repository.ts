import type { Db } from '../db/client.ts';

/** Whether a token is still good is judged by the database's clock: every process has one of its own. */
export type FoundToken = {
  id: string;
  name: string;
  scopes: string[];
  revoked: boolean;
  expired: boolean;
  /** Not marked as used within the last minute. */
  unmarked: boolean;
};

export async function findTokenBySecret(db: Db, secretHash: string): Promise<FoundToken | null> {
  const rows = await db.$queryRaw<FoundToken[]>`
    SELECT id, name, scopes, revoked_at IS NOT NULL AS revoked, coalesce(expires_at <= now(), false) AS expired,
           coalesce(last_used_at < now() - interval '1 minute', true) AS unmarked
    FROM api_tokens WHERE secret_hash = ${secretHash}`;
  return rows[0] ?? null;
}

export async function markTokenUsed(db: Db, id: string): Promise<void> {
  await db.$executeRaw`UPDATE api_tokens SET last_used_at = now() WHERE id = ${id}::uuid`;
}

export async function markTokenRevoked(db: Db, id: string): Promise<void> {
  await db.$executeRaw`UPDATE api_tokens SET revoked_at = now() WHERE id = ${id}::uuid AND revoked_at IS NULL`;
}

export async function hasPassed(db: Db, time: string): Promise<boolean> {
  const rows = await db.$queryRaw<{ passed: boolean }[]>`SELECT ${time}::timestamptz <= now() AS passed`;
  return rows[0]?.passed ?? false;
}
