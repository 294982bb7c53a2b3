import type { Actor } from '@taskhelm/contract';
import type { PrismaClient } from '../db/client.ts';

export type ViewRow = Awaited<ReturnType<PrismaClient['view']['findFirstOrThrow']>>;

const ownedBy = (owner: Actor) => ({ ownerType: owner.type, ownerId: owner.id ?? '' });

/** The views of an owner and the shared ones, by name. */
export async function listViews(prisma: PrismaClient, owner: Actor): Promise<ViewRow[]> {
  return prisma.view.findMany({
    where: { OR: [{ shared: true }, ownedBy(owner)] },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: 1_000,
  });
}

/** A view that this owner may see. */
export async function findView(prisma: PrismaClient, id: string, owner: Actor): Promise<ViewRow | null> {
  return prisma.view.findFirst({ where: { id, OR: [{ shared: true }, ownedBy(owner)] } });
}

export async function countViews(prisma: PrismaClient, owner: Actor): Promise<number> {
  return prisma.view.count({ where: ownedBy(owner) });
}

type Content = { name: string; query: string; shared: boolean };

export async function insertView(
  prisma: PrismaClient,
  view: Content & { id: string; owner: Actor },
): Promise<ViewRow> {
  const { owner, ...content } = view;
  return prisma.view.create({ data: { ...content, ...ownedBy(owner), ownerName: owner.name } });
}

export async function updateView(
  prisma: PrismaClient,
  id: string,
  change: { [Key in keyof Content]?: Content[Key] | undefined },
): Promise<ViewRow | null> {
  const data = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const rows = await prisma.view.updateManyAndReturn({
    where: { id },
    data: { ...data, updatedAt: new Date() },
  });
  return rows[0] ?? null;
}

export async function deleteView(prisma: PrismaClient, id: string): Promise<void> {
  await prisma.view.deleteMany({ where: { id } });
}
