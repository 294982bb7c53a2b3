import type { ModelKind } from '@taskhelm/contract';
import { Prisma, type Db } from '../db/client.ts';
import { isId } from '../db/is-id.ts';

export type ModelRow = {
  id: string;
  name: string;
  kind: ModelKind;
  providerModel: string;
  baseUrl: string | null;
  sealedKey: string | null;
  inputPriceMicrousd: bigint | null;
  outputPriceMicrousd: bigint | null;
  contextWindow: number | null;
  enabled: boolean;
  isDefault: boolean;
  environment: string | null;
  createdAt: Date;
  updatedAt: Date;
};
/** With the names of the agents that name it. */
export type UsedModelRow = ModelRow & { agents: { name: string }[] };
export type NewModel = Omit<ModelRow, 'createdAt' | 'updatedAt' | 'isDefault'>;

/** Deleted agents keep the model's name for as long as it is there. */
const users = {
  agents: { where: { archivedAt: null }, select: { name: true }, orderBy: { name: 'asc' } },
} as const;

/** By id or by name. */
export async function findModel(db: Db, idOrName: string): Promise<UsedModelRow | null> {
  const where = isId(idOrName) ? { OR: [{ id: idOrName }, { name: idOrName }] } : { name: idOrName };
  return db.languageModel.findFirst({ where, include: users });
}

export async function findDefaultModel(db: Db): Promise<ModelRow | null> {
  return db.languageModel.findFirst({ where: { isDefault: true } });
}

/** The default first, then by name. */
export async function listModels(db: Db): Promise<UsedModelRow[]> {
  return db.languageModel.findMany({ orderBy: [{ isDefault: 'desc' }, { name: 'asc' }], include: users });
}

export async function insertModel(db: Db, model: NewModel): Promise<void> {
  await db.languageModel.create({ data: model });
}

export async function updateModel(db: Db, id: string, change: Partial<NewModel>): Promise<void> {
  await db.languageModel.update({ where: { id }, data: { ...change, updatedAt: new Date() } });
}

export async function deleteModel(db: Db, id: string): Promise<void> {
  await db.agent.updateMany({
    where: { languageModel: { id }, archivedAt: { not: null } },
    data: { model: null },
  });
  await db.languageModel.delete({ where: { id } });
}

/** All rows are held first, so that of two who choose a default at once the second sees the first one's. */
export async function setDefaultModel(db: Db, id: string): Promise<void> {
  await db.$executeRaw`SELECT 1 FROM models ORDER BY id FOR UPDATE`;
  await db.$executeRaw`UPDATE models SET is_default = false, updated_at = now() WHERE is_default AND id <> ${id}::uuid`;
  await db.$executeRaw`UPDATE models SET is_default = true, updated_at = now() WHERE id = ${id}::uuid`;
}

/** Whether a write failed because another model has the name, or because an agent names the model. */
export function modelConflict(error: unknown): 'name_taken' | 'in_use' | null {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return null;
  if (error.code === 'P2002') return 'name_taken';
  return error.code === 'P2003' ? 'in_use' : null;
}
