import { createHash } from 'node:crypto';
import { MAX_ARTIFACTS, type Artifact } from '@taskhelm/contract';
import type { Db, PrismaClient } from '../db/client.ts';
import { AppError, notFound } from '../errors.ts';
import { findTask } from '../tasks/task-repository.ts';
import {
  countArtifacts,
  findArtifact,
  insertArtifact,
  listArtifacts,
  type ArtifactRow,
} from './artifact-repository.ts';
import { safeFileName } from './safe-file-name.ts';

export type NewFile = {
  taskId: string;
  callId: string;
  name: string;
  mediaType: string;
  content: Uint8Array;
};
export type ArtifactContent = { name: string; mediaType: string; bytes: Uint8Array };

export type ArtifactService = ReturnType<typeof createArtifactService>;

export function createArtifactService({ prisma, newId }: { prisma: PrismaClient; newId: () => string }) {
  return {
    list: async (taskId: string): Promise<Artifact[]> => {
      if (!(await findTask(prisma, taskId))) throw notFound('task');
      return (await listArtifacts(prisma, taskId)).map(toArtifact);
    },
    content: async (id: string): Promise<ArtifactContent> => {
      const row = await findArtifact(prisma, id);
      if (!row) throw notFound('file');
      return { name: row.name, mediaType: row.mediaType, bytes: row.content };
    },
    /** In the caller's transaction, which holds the task's row. */
    add: async (tx: Db, file: NewFile): Promise<Omit<ArtifactRow, 'createdAt'>> => {
      if ((await countArtifacts(tx, file.taskId)) >= MAX_ARTIFACTS) {
        throw new AppError('conflict', `A task can save at most ${MAX_ARTIFACTS} files.`);
      }
      const content = Uint8Array.from(file.content);
      const row = {
        id: newId(),
        taskId: file.taskId,
        callId: file.callId,
        name: safeFileName(file.name),
        mediaType: file.mediaType,
        sizeBytes: content.length,
        sha256: createHash('sha256').update(content).digest('hex'),
      };
      await insertArtifact(tx, { ...row, content });
      return row;
    },
  };
}

function toArtifact(row: ArtifactRow): Artifact {
  return {
    id: row.id,
    task_id: row.taskId,
    call_id: row.callId,
    name: row.name,
    media_type: row.mediaType,
    size_bytes: row.sizeBytes,
    sha256: row.sha256,
    created_at: row.createdAt.toISOString(),
  };
}
