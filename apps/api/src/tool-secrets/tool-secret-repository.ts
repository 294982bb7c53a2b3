import type { Db } from '../db/client.ts';

export type ToolSecretRow = {
  id: string;
  name: string;
  sealedValue: string;
  allowedHosts: string[];
  createdByType: string;
  createdById: string | null;
  createdByName: string;
  createdAt: Date;
  updatedAt: Date;
  lastUsedAt: Date | null;
};

export async function listToolSecrets(db: Db): Promise<ToolSecretRow[]> {
  return db.toolSecret.findMany({ orderBy: { name: 'asc' } });
}

export async function findToolSecret(
  db: Db,
  by: { id: string } | { name: string },
): Promise<ToolSecretRow | null> {
  return db.toolSecret.findUnique({ where: by });
}

export async function insertToolSecret(
  db: Db,
  row: Omit<ToolSecretRow, 'createdAt' | 'updatedAt' | 'lastUsedAt'>,
): Promise<ToolSecretRow> {
  return db.toolSecret.create({ data: row });
}

export async function updateToolSecret(
  db: Db,
  id: string,
  change: { sealedValue: string; allowedHosts?: string[] | undefined },
): Promise<void> {
  const { sealedValue, allowedHosts } = change;
  await db.toolSecret.updateMany({
    where: { id },
    data: { sealedValue, ...(allowedHosts ? { allowedHosts } : {}), updatedAt: new Date() },
  });
}

export async function deleteToolSecret(db: Db, id: string): Promise<boolean> {
  return (await db.toolSecret.deleteMany({ where: { id } })).count > 0;
}

export async function touchToolSecret(db: Db, id: string): Promise<void> {
  await db.toolSecret.updateMany({ where: { id }, data: { lastUsedAt: new Date() } });
}
