import type {
  Agent,
  AgentRemoval,
  AgentStats,
  CreateAgentRequest,
  UpdateAgentRequest,
} from '@taskhelm/contract';
import type { Db, PrismaClient } from '../db/client.ts';
import { isNameTaken } from '../db/is-name-taken.ts';
import type { Transact } from '../db/transaction.ts';
import { AppError, notFound } from '../errors.ts';
import type { Caller } from '../http/caller.ts';
import { findModel, listModels } from '../models/model-repository.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import type { ToolCatalog } from '../tools/tool-catalog.ts';
import { findAgent, listAgents, lockAgent, renameDelegate, type AgentRow } from './agent-repository.ts';
import { countOpenTasks, readAgentStats } from './agent-stats-repository.ts';
import { matchesVersion } from './agent-tag.ts';
import { toAgent } from './agent-view.ts';
import { checkAgentReferences } from './check-agent-references.ts';
import { deleteAgent } from './delete-agent.ts';

export type AgentServiceParts = {
  prisma: PrismaClient;
  tools: Pick<ToolCatalog, 'list'>;
  transact: Transact;
  queue: JobQueue;
  newId: () => string;
};

export type AgentService = ReturnType<typeof createAgentService>;

/** `withDay` adds the last 24 hours to the counts of open tasks. */
type Reading = { withDay?: boolean };

export function createAgentService({ prisma, transact, queue, tools, newId }: AgentServiceParts) {
  const stats = (reading: Reading, agentId?: string): Promise<Map<string, AgentStats>> =>
    (reading.withDay ? readAgentStats : countOpenTasks)(prisma, agentId);
  const get = async (idOrName: string, reading: Reading = {}): Promise<Agent> => {
    const row = await findAgent(prisma, idOrName);
    if (!row) throw notFound('agent');
    return toAgent(row, (await stats(reading, row.id)).get(row.id));
  };
  const insert = async (request: CreateAgentRequest): Promise<Agent> => {
    await refuseTakenName(prisma, request.name);
    const created = prisma.agent.create({ data: { id: newId(), name: request.name, ...columns(request) } });
    return get((await created.catch(takenMeanwhile(request.name))).id);
  };
  const known = async (db: Db) => ({
    tools: (await tools.list()).filter(({ state }) => state === 'available').map(({ name }) => name),
    models: (await listModels(db)).map(({ name }) => name),
    agents: (await listAgents(db)).map(({ name }) => name),
  });

  return {
    get,
    list: async ({ enabled, ...reading }: Reading & { enabled?: boolean }): Promise<Agent[]> => {
      const [rows, counts] = await Promise.all([listAgents(prisma, enabled), stats(reading)]);
      return rows.map((row) => toAgent(row, counts.get(row.id)));
    },
    create: async (given: CreateAgentRequest): Promise<Agent> => {
      const request = await withModelName(prisma, given);
      const { agents, ...things } = await known(prisma);
      checkAgentReferences(request, { ...things, agents: [...agents, request.name] });
      return insert(request);
    },
    duplicate: async (idOrName: string, name: string): Promise<Agent> =>
      insert({ ...settingsOf(await get(idOrName)), name }),
    /** With `version` or `ifMatch` the change is made only to the agent as the caller saw it. */
    update: async (idOrName: string, change: UpdateAgentRequest, ifMatch?: string): Promise<Agent> => {
      const updated = transact(async (tx) => {
        const current = await lockAgent(tx, idOrName, 'changing');
        if (!current) throw notFound('agent');
        const { version = current.version, ...given } = change;
        const settings = await withModelName(tx, given);
        refuseOtherVersion(current, version, ifMatch);
        const before = toAgent(current);
        const { agents, ...things } = await known(tx);
        const names = settings.name === undefined ? agents : [...agents, settings.name];
        checkAgentReferences({ ...before, ...settings }, { ...things, agents: names }, before);
        if (settings.name !== undefined && settings.name !== current.name) {
          await refuseTakenName(tx, settings.name);
        }
        const data = {
          ...columns(settings),
          ...(settings.name === undefined ? {} : { name: settings.name }),
        };
        await tx.agent.update({
          where: { id: current.id },
          data: { ...data, version: { increment: 1 }, updatedAt: new Date() },
        });
        if (settings.name !== undefined && settings.name !== current.name) {
          await renameDelegate(tx, current.name, settings.name);
        }
        return current.id;
      });
      return get(await updated.catch(takenMeanwhile(change.name)));
    },
    remove: (
      idOrName: string,
      removal: { caller: Caller; openTasks: 'refuse' | 'cancel'; ifMatch: string | undefined },
    ): Promise<AgentRemoval> =>
      transact(async (tx) => {
        const agent = await lockAgent(tx, idOrName, 'leaving');
        if (!agent) throw notFound('agent');
        refuseOtherVersion(agent, agent.version, removal.ifMatch);
        return deleteAgent(tx, agent, { ...removal, queue });
      }),
  };
}

/** A model may be given by its id; what is kept is its name. */
async function withModelName<Settings extends { model?: string | null | undefined }>(
  db: Db,
  settings: Settings,
): Promise<Settings> {
  if (!settings.model) return settings;
  return { ...settings, model: (await findModel(db, settings.model))?.name ?? settings.model };
}

function refuseOtherVersion(agent: AgentRow, version: number, ifMatch: string | undefined): void {
  if (version === agent.version && matchesVersion(ifMatch, agent.version)) return;
  throw new AppError(
    'version_conflict',
    `${agent.name} was changed by someone else: it is at version ${agent.version} now. Read it again and decide what to keep.`,
  );
}

async function refuseTakenName(db: Db, name: string): Promise<void> {
  if ((await listAgents(db)).some((agent) => agent.name === name)) throw nameTaken(name);
}

const nameTaken = (name: string): AppError =>
  new AppError('name_taken', `There is an agent named ${name} already.`, [
    { path: 'name', code: 'taken', message: `There is an agent named ${name} already` },
  ]);

/** Two may ask for a name at once; the database lets one have it. */
const takenMeanwhile =
  (name: string | undefined) =>
  (error: unknown): never => {
    if (name !== undefined && isNameTaken(error)) throw nameTaken(name);
    throw error;
  };

function settingsOf(agent: Agent): Omit<CreateAgentRequest, 'name'> {
  const { description, instructions, model, tools, confirm_tools, limits, enabled } = agent;
  const { max_concurrent_tasks, can_delegate_to, extends_tools_to } = agent;
  return {
    description,
    instructions,
    model,
    tools,
    confirm_tools,
    limits,
    enabled,
    max_concurrent_tasks,
    can_delegate_to,
    extends_tools_to,
  };
}

/** The columns of the settings that are there. */
function columns(settings: Partial<CreateAgentRequest>) {
  const {
    confirm_tools,
    max_concurrent_tasks,
    can_delegate_to,
    extends_tools_to,
    name: _name,
    ...same
  } = settings;
  return {
    ...same,
    ...(confirm_tools === undefined ? {} : { confirmTools: confirm_tools }),
    ...(max_concurrent_tasks === undefined ? {} : { maxConcurrentTasks: max_concurrent_tasks }),
    ...(extends_tools_to === undefined ? {} : { extendsToolsTo: extends_tools_to }),
    ...(can_delegate_to === undefined
      ? {}
      : { canDelegateTo: can_delegate_to ?? [], delegatesToAny: can_delegate_to === null }),
  };
}
