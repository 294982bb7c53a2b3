import type { PrismaClient } from '../db/client.ts';
import type { Logger } from '../logger.ts';
import { SecretBoxError, type SecretBox } from './secret-box.ts';
import { SEALED_COLUMNS, type SealedColumn } from './sealed-columns.ts';
import { listSealed, replaceSealed } from './sealed-repository.ts';

type Parts = { prisma: PrismaClient; secrets: SecretBox; logger: Logger };

/**
 * Seals with the current key what a previous one sealed, at each start; any number of processes may do it at once. What no
 * key opens stays as it is and is told in one line: a wrong SECRET_KEY must not cost the secrets of the right one.
 */
export async function resealSecrets(parts: Parts): Promise<void> {
  const unreadable: string[] = [];
  for (const column of SEALED_COLUMNS) {
    const count = await resealColumn(parts, column);
    if (count > 0) unreadable.push(`${count} in ${column.table}.${column.column}`);
  }
  if (unreadable.length === 0) return;
  parts.logger.error(
    `stored secrets cannot be read with the SECRET_KEY set now (${unreadable.join(', ')}): set it back, put the old one into SECRET_KEY_PREVIOUS, or enter these secrets again`,
  );
}

/** Returns how many values no key opens. */
async function resealColumn({ prisma, secrets }: Parts, column: SealedColumn): Promise<number> {
  let unreadable = 0;
  for (const { key, sealed } of await listSealed(prisma, column)) {
    const owner = column.owner(key);
    const plain = openOrNull(secrets, sealed, owner);
    if (plain === null) unreadable += 1;
    else if (!secrets.isCurrent(sealed))
      await replaceSealed(prisma, column, { rowKey: key, before: sealed, after: secrets.seal(plain, owner) });
  }
  return unreadable;
}

function openOrNull(secrets: SecretBox, sealed: string, owner: string): string | null {
  try {
    return secrets.open(sealed, owner);
  } catch (error) {
    if (error instanceof SecretBoxError) return null;
    throw error;
  }
}
