import type { Actor } from '@taskhelm/contract';
import type { Db } from '../db/client.ts';

export type MemoryRow = {
  id: string;
  agentId: string;
  key: string;
  text: string;
  taskId: string | null;
  updatedByType: string;
  updatedById: string | null;
  updatedByName: string;
  createdAt: Date;
  updatedAt: Date;
};

/** Who wrote something, and in which task. */
export type Writer = { by: Actor; taskId: string | null };

const columns = ({ by, taskId }: Writer) => ({
  taskId,
  updatedByType: by.type,
  updatedById: by.id,
  updatedByName: by.name,
  updatedAt: new Date(),
});

/** By key; with `query`, those whose key or text hold it, in any case. */
export async function listMemories(
  db: Db,
  filter: { agentId: string; key?: string | undefined; query?: string | undefined },
): Promise<MemoryRow[]> {
  const { agentId, key, query } = filter;
  const contains = { contains: query ?? '', mode: 'insensitive' as const };
  return db.agentMemory.findMany({
    where: {
      agentId,
      ...(key === undefined ? {} : { key }),
      ...(query === undefined ? {} : { OR: [{ key: contains }, { text: contains }] }),
    },
    orderBy: { key: 'asc' },
  });
}

export async function findMemory(db: Db, at: { agentId: string; id: string }): Promise<MemoryRow | null> {
  return db.agentMemory.findFirst({ where: at });
}

export async function countMemories(db: Db, agentId: string): Promise<number> {
  return db.agentMemory.count({ where: { agentId } });
}

export async function insertMemory(
  db: Db,
  memory: Pick<MemoryRow, 'id' | 'agentId' | 'key' | 'text'>,
  writer: Writer,
): Promise<MemoryRow> {
  return db.agentMemory.create({ data: { ...memory, ...columns(writer) } });
}

export async function updateMemory(
  db: Db,
  change: { agentId: string; id: string; key?: string | undefined; text?: string | undefined },
  writer: Writer,
): Promise<void> {
  const { agentId, id, key, text } = change;
  const set = { ...(key === undefined ? {} : { key }), ...(text === undefined ? {} : { text }) };
  await db.agentMemory.updateMany({
    where: { agentId, id },
    data: { ...set, ...columns(writer) },
  });
}

export async function deleteMemory(
  db: Db,
  at: { agentId: string; id: string } | { agentId: string; key: string },
): Promise<boolean> {
  return (await db.agentMemory.deleteMany({ where: at })).count > 0;
}

/** Makes writers of one agent's memories take turns until the transaction ends, so that the limit holds. */
export async function lockMemories(db: Db, agentId: string): Promise<void> {
  await db.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`memories ${agentId}`}, 0))::text`;
}
