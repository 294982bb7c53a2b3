import {
  MAX_MEMORIES,
  type CreateMemoryRequest,
  type Memory,
  type UpdateMemoryRequest,
} from '@taskhelm/contract';
import { findAgent, type AgentRow } from '../agents/agent-repository.ts';
import type { Db, PrismaClient } from '../db/client.ts';
import { isNameTaken } from '../db/is-name-taken.ts';
import type { Transact } from '../db/transaction.ts';
import { AppError, notFound } from '../errors.ts';
import type { Caller } from '../http/caller.ts';
import {
  countMemories,
  deleteMemory,
  findMemory,
  insertMemory,
  listMemories,
  lockMemories,
  updateMemory,
  type MemoryRow,
  type Writer,
} from './memory-repository.ts';

type Parts = { prisma: PrismaClient; transact: Transact; newId: () => string };

export type MemoryService = ReturnType<typeof createMemoryService>;

export function createMemoryService({ prisma, transact, newId }: Parts) {
  const agentOf = async (idOrName: string): Promise<AgentRow> => {
    const agent = await findAgent(prisma, idOrName);
    if (!agent) throw notFound('agent');
    return agent;
  };
  const required = async (at: { agentId: string; id: string }): Promise<Memory> => {
    const row = await findMemory(prisma, at);
    if (!row) throw notFound('memory');
    return toMemory(row);
  };

  return {
    list: async (agent: string, query: string | undefined): Promise<Memory[]> => {
      const { id: agentId } = await agentOf(agent);
      return (await listMemories(prisma, { agentId, query })).map(toMemory);
    },
    create: async (caller: Caller, agent: string, { key, text }: CreateMemoryRequest): Promise<Memory> => {
      const { id: agentId } = await agentOf(agent);
      const writer = { by: caller.actor, taskId: null };
      return transact(async (tx) => {
        await lockMemories(tx, agentId);
        await refuseTooMany(tx, agentId);
        return toMemory(
          await insertMemory(tx, { id: newId(), agentId, key, text }, writer).catch(keyTaken(key)),
        );
      });
    },
    update: async (
      caller: Caller,
      at: { agent: string; id: string },
      change: UpdateMemoryRequest,
    ): Promise<Memory> => {
      const { id: agentId } = await agentOf(at.agent);
      const writer = { by: caller.actor, taskId: null };
      await updateMemory(prisma, { agentId, id: at.id, ...change }, writer).catch(keyTaken(change.key));
      return required({ agentId, id: at.id });
    },
    remove: async (agent: string, id: string): Promise<void> => {
      const { id: agentId } = await agentOf(agent);
      if (!(await deleteMemory(prisma, { agentId, id }))) throw notFound('memory');
    },
    /** What the agent itself writes, in the caller's transaction; an empty text forgets. */
    write: async (
      tx: Db,
      memory: { agentId: string; key: string; text: string },
      writer: Writer,
    ): Promise<void> => {
      const { agentId, key, text } = memory;
      if (text === '') return void (await deleteMemory(tx, { agentId, key }));
      await lockMemories(tx, agentId);
      const [known] = await listMemories(tx, { agentId, key });
      if (known) return updateMemory(tx, { agentId, id: known.id, text }, writer);
      await refuseTooMany(tx, agentId);
      await insertMemory(tx, { id: newId(), ...memory }, writer);
    },
    recall: (filter: {
      agentId: string;
      key?: string | undefined;
      query?: string | undefined;
    }): Promise<MemoryRow[]> => listMemories(prisma, filter),
  };
}

/** Under the lock of the agent's memories. */
async function refuseTooMany(tx: Db, agentId: string): Promise<void> {
  if ((await countMemories(tx, agentId)) < MAX_MEMORIES) return;
  throw new AppError('conflict', `An agent keeps at most ${MAX_MEMORIES} texts. Forget one first.`);
}

const keyTaken =
  (key: string | undefined) =>
  (error: unknown): never => {
    if (isNameTaken(error))
      throw new AppError('name_taken', `The agent keeps something under ${JSON.stringify(key)} already.`);
    throw error;
  };

function toMemory(row: MemoryRow): Memory {
  return {
    id: row.id,
    agent_id: row.agentId,
    key: row.key,
    text: row.text,
    task_id: row.taskId,
    updated_by: {
      type: row.updatedByType as Memory['updated_by']['type'],
      id: row.updatedById,
      name: row.updatedByName,
    },
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
