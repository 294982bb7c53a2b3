import type { Db } from './client.ts';

/** The one clock that all processes share. */
export async function databaseTime(db: Db): Promise<Date> {
  const rows = await db.$queryRaw<{ now: Date }[]>`SELECT now()::timestamptz(3) AS now`;
  if (!rows[0]) throw new Error('the database did not tell the time');
  return rows[0].now;
}
