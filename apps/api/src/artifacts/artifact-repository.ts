import type { Db, PrismaClient } from '../db/client.ts';

export type ArtifactRow = {
  id: string;
  taskId: string;
  callId: string;
  name: string;
  mediaType: string;
  sizeBytes: number;
  sha256: string;
  createdAt: Date;
};
export type NewArtifact = Omit<ArtifactRow, 'createdAt'> & { content: Uint8Array<ArrayBuffer> };

export async function insertArtifact(db: Db, artifact: NewArtifact): Promise<void> {
  await db.artifact.create({ data: artifact, select: { id: true } });
}

export async function countArtifacts(db: Db, taskId: string): Promise<number> {
  return db.artifact.count({ where: { taskId } });
}

/** Oldest first, without their content. */
export async function listArtifacts(db: Db, taskId: string): Promise<ArtifactRow[]> {
  return db.artifact.findMany({
    where: { taskId },
    omit: { content: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
}

export async function findArtifact(
  db: PrismaClient,
  id: string,
): Promise<(ArtifactRow & { content: Uint8Array }) | null> {
  return db.artifact.findUnique({ where: { id } });
}
