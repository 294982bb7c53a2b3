import { Prisma, type Db } from '../db/client.ts';
import type { SealedColumn } from './sealed-columns.ts';

export async function listSealed(
  db: Db,
  { table, column, key }: SealedColumn,
): Promise<{ key: string; sealed: string }[]> {
  return db.$queryRaw`
    SELECT ${Prisma.raw(`${key}::text AS key, ${column} AS sealed FROM ${table} WHERE ${column} IS NOT NULL ORDER BY 1`)}`;
}

/** Nothing happens where the value is no longer `before`: somebody has entered another one. */
export async function replaceSealed(
  db: Db,
  { table, column, key }: SealedColumn,
  { rowKey, before, after }: { rowKey: string; before: string; after: string },
): Promise<void> {
  await db.$executeRaw`
    UPDATE ${Prisma.raw(table)} SET ${Prisma.raw(column)} = ${after}
    WHERE ${Prisma.raw(`${key}::text`)} = ${rowKey} AND ${Prisma.raw(column)} = ${before}`;
}
