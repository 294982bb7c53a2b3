import type { Actor } from '@taskhelm/contract';
import { ToolError, type DelegatedTask, type ToolHost } from '@taskhelm/engine';
import type { AgentRow } from '../agents/agent-repository.ts';
import type { ArtifactService } from '../artifacts/artifact-service.ts';
import type { Db, PrismaClient } from '../db/client.ts';
import type { Transact } from '../db/transaction.ts';
import type { MemoryService } from '../memories/memory-service.ts';
import { findDescendant, listDescendants, type DescendantRow } from '../tasks/family-repository.ts';
import type { WholeTaskRow } from '../tasks/task-row.ts';
import type { TaskService } from '../tasks/task-service.ts';
import type { ToolSecretService } from '../tool-secrets/tool-secret-service.ts';
import type { Claim } from './claim-repository.ts';
import { delegateTask } from './delegate-task.ts';
import { asToolError, createHostCalls } from './host-calls.ts';

export type ToolHostParts = {
  prisma: PrismaClient;
  transact: Transact;
  tasks: Pick<TaskService, 'addTask' | 'cancelFamily'>;
  artifacts: Pick<ArtifactService, 'add'>;
  memories: Pick<MemoryService, 'write' | 'recall'>;
  toolSecrets: Pick<ToolSecretService, 'read'>;
  newId: () => string;
};
type Held = { claim: Claim; task: WholeTaskRow; agent: AgentRow };

/** What the tools of one run may ask for. What changes something is one transaction, once per call, behind the fence. */
export function createToolHost(parts: ToolHostParts, { claim, task, agent }: Held): ToolHost {
  const { prisma, transact, tasks, artifacts, memories, toolSecrets, newId } = parts;
  const calls = createHostCalls(transact, claim);
  const by: Actor = { type: 'agent', id: agent.id, name: agent.name };
  const descendant = async (db: Db, id: string): Promise<DescendantRow> => {
    const found = await findDescendant(db, task.id, id);
    if (!found) throw new ToolError('There is no such task among those that you created.');
    return found;
  };

  return {
    createTask: (request) =>
      calls.held((tx, parent) => delegateTask(tx, { ...request, from: agent, parent }, { tasks, newId })),
    getTask: async (id) => toDelegated(await descendant(prisma, id)),
    listTasks: async (filter) => (await listDescendants(prisma, task.id, filter)).map(toDelegated),
    cancelTask: ({ callId, taskId, reason }) =>
      calls.once(callId, async (tx) => {
        await descendant(tx, taskId);
        await tasks.cancelFamily(tx, { id: taskId, by, reason, evenIfFinal: true });
        return toDelegated(await descendant(tx, taskId));
      }),
    remember: async ({ callId, key, text }) => {
      await calls.once(callId, async (tx) => {
        await memories.write(tx, { agentId: agent.id, key, text }, { by, taskId: task.id });
        return {};
      });
    },
    recall: async (filter) => {
      const rows = await memories.recall({ agentId: agent.id, ...filter });
      return rows.map(({ key, text }) => ({ key, text }));
    },
    saveFile: ({ callId, name, mediaType, content }) =>
      calls.once(callId, async (tx) => {
        const saved = await artifacts.add(tx, { taskId: task.id, callId, name, mediaType, content });
        return {
          artifact_id: saved.id,
          name: saved.name,
          media_type: mediaType,
          size_bytes: saved.sizeBytes,
        };
      }),
    readSecret: (name, url) => toolSecrets.read(name, url).catch(asToolError),
  };
}

const toDelegated = (row: DescendantRow): DelegatedTask => ({
  task_id: row.id,
  parent_task_id: row.parent_task_id,
  title: row.title,
  agent: row.agent_name,
  status: row.status,
  result: row.result,
  failure: row.failure_message,
});
