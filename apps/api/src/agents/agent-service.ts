import type { Agent, CreateAgentRequest, ErrorDetail, Model, UpdateAgentRequest } from '@taskhelm/contract';
import type { Tool } from '@taskhelm/engine';
import { Prisma, type PrismaClient } from '../db/client.ts';
import { AppError, notFound } from '../errors.ts';
import type { ModelService } from '../models/model-service.ts';
import { countOpenTasks, findAgent, listAgents, type AgentRow } from './agent-repository.ts';
import { toAgent } from './agent-view.ts';

export type AgentServiceParts = {
  prisma: PrismaClient;
  tools: ReadonlyMap<string, Tool>;
  models: Pick<ModelService, 'list'>;
  newId: () => string;
};

export type AgentService = ReturnType<typeof createAgentService>;

export function createAgentService({ prisma, tools, models, newId }: AgentServiceParts) {
  const required = async (idOrName: string): Promise<AgentRow> => {
    const row = await findAgent(prisma, idOrName);
    if (!row) throw notFound('agent');
    return row;
  };
  const view = async (row: AgentRow): Promise<Agent> =>
    toAgent(row, (await countOpenTasks(prisma)).get(row.id));

  return {
    list: async (enabled?: boolean): Promise<Agent[]> => {
      const [rows, counts] = await Promise.all([listAgents(prisma, enabled), countOpenTasks(prisma)]);
      return rows.map((row) => toAgent(row, counts.get(row.id)));
    },
    get: async (idOrName: string): Promise<Agent> => view(await required(idOrName)),
    create: async (request: CreateAgentRequest): Promise<Agent> => {
      const known = { tools, models: await models.list() };
      checkReferences(request, known);
      await refuseTakenName(request.name, null);
      const settings = { ...columns(request), model: modelNamed(request.model, known.models)?.name ?? null };
      const created = prisma.agent.create({ data: { id: newId(), name: request.name, ...settings } });
      return toAgent(await created.catch(takenMeanwhile(request.name)));
    },
    /** With `version` the change is made only to the agent as the caller saw it. */
    update: async (idOrName: string, change: UpdateAgentRequest): Promise<Agent> => {
      const current = await required(idOrName);
      const { version = current.version, ...settings } = change;
      const merged = { ...toAgent(current), ...settings };
      const known = { tools, models: await models.list() };
      checkReferences(merged, known);
      const model = modelNamed(merged.model, known.models)?.name ?? null;
      if (settings.name !== undefined) await refuseTakenName(settings.name, current.id);
      const data = {
        ...(settings.name === undefined ? {} : { name: settings.name }),
        ...columns(settings),
        model,
      };
      const updated = prisma.agent.updateMany({
        where: { id: current.id, version },
        data: { ...data, version: { increment: 1 }, updatedAt: new Date() },
      });
      const { count } = await updated.catch(takenMeanwhile(settings.name));
      if (count === 0) {
        throw new AppError(
          'version_conflict',
          `The agent was changed by someone else: it is at version ${current.version} now.`,
        );
      }
      return view(await required(current.id));
    },
  };

  async function refuseTakenName(name: string, ownId: string | null): Promise<void> {
    const other = await findAgent(prisma, name);
    if (other && other.id !== ownId) throw nameTaken(name);
  }
}

const nameTaken = (name: string): AppError =>
  new AppError('name_taken', `There is an agent named ${name} already.`);

/** Two may ask for a name at once; the database lets one have it. */
const takenMeanwhile =
  (name: string | undefined) =>
  (error: unknown): never => {
    if (name !== undefined && error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')
      throw nameTaken(name);
    throw error;
  };

/** The columns of the settings that are there. */
function columns(settings: Partial<CreateAgentRequest>) {
  const { confirm_tools, max_concurrent_tasks, can_delegate_to, name: _name, ...same } = settings;
  return {
    ...same,
    ...(confirm_tools === undefined ? {} : { confirmTools: confirm_tools }),
    ...(max_concurrent_tasks === undefined ? {} : { maxConcurrentTasks: max_concurrent_tasks }),
    ...(can_delegate_to === undefined
      ? {}
      : { canDelegateTo: can_delegate_to ?? [], delegatesToAny: can_delegate_to === null }),
  };
}

function checkReferences(
  agent: Pick<CreateAgentRequest, 'tools' | 'confirm_tools' | 'model'>,
  known: Pick<AgentServiceParts, 'tools'> & { models: Model[] },
): void {
  const details: ErrorDetail[] = [
    ...unknown('tools', agent.tools, [...known.tools.keys()]),
    ...unknown('confirm_tools', agent.confirm_tools, agent.tools),
    ...(agent.model === null || modelNamed(agent.model, known.models)
      ? []
      : [
          {
            path: 'model',
            code: 'unknown',
            message: `Models: ${known.models.map(({ name }) => name).join(', ')}`,
          },
        ]),
  ];
  if (details.length > 0)
    throw new AppError('validation_failed', 'The agent refers to something that does not exist.', details);
}

/** By id or name. */
function modelNamed(reference: string | null, models: Model[]): Model | undefined {
  return models.find(({ id, name }) => id === reference || name === reference);
}

function unknown(path: string, names: string[], allowed: string[]): ErrorDetail[] {
  return names.flatMap((name, index) =>
    allowed.includes(name)
      ? []
      : [
          {
            path: `${path}.${index}`,
            code: 'unknown',
            message: `There is no ${name}; there are: ${allowed.join(', ') || 'none'}`,
          },
        ],
  );
}
