import { startModelServer, type Behaviour, type ModelServer } from '../../support/model-server.ts';
import type { Figures } from './program.ts';
import type { SiteRun } from './on-site.ts';
import type { Site } from './site.ts';
import { waitFor } from './wait.ts';

export type ModelRun = SiteRun & {
  provider: ModelServer;
  /** An agent on a model of its own, which behaves as it is told; both have this name. */
  addAgent: (name: string, behaviour: Behaviour, settings?: AgentSettings) => Promise<string>;
};

type AgentSettings = { agent?: object; model?: object };

/** A program with a model server on loopback, which lives as long as it. */
export const withModels =
  (run: (run: ModelRun) => Promise<Figures>) =>
  async (given: SiteRun): Promise<Figures> => {
    const provider = await startModelServer();
    const addAgent: ModelRun['addAgent'] = async (name, behaviour, { agent, model } = {}) => {
      provider.behave(name, behaviour);
      const served = { kind: 'openai_compatible', provider_model: name, base_url: provider.url };
      await post(given.site, '/models', { name, ...served, ...model });
      await post(given.site, '/agents', { name, model: name, tools: [], ...agent });
      return name;
    };
    try {
      return await run({ ...given, provider, addAgent });
    } finally {
      await provider.close();
    }
  };

async function post(site: Site, path: string, body: object): Promise<void> {
  const answer = await site.api.request('POST', path, body);
  if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
}

type Ended = { status: string; code: string | null; says: string };

/** How a task ended; null where it has not within that time, which is for the program to judge. */
export async function endOf({ prisma }: Site, id: string, timeoutMs: number): Promise<Ended | null> {
  const ended = async (): Promise<Ended | null> => {
    const task = await prisma.task.findUniqueOrThrow({ where: { id } });
    const says = task.failureMessage ?? task.result ?? '';
    return task.finishedAt ? { status: task.status, code: task.failureCode, says } : null;
  };
  return waitFor(`task ${id} to end`, ended, { timeoutMs }).catch(() => null);
}

/** Whether it became so within that time. */
export const comesTrue = (look: () => Promise<boolean>, timeoutMs: number): Promise<boolean> =>
  waitFor('a condition', look, { timeoutMs }).catch(() => false);

/** How many events of a type a task has. */
export const countEvents = ({ prisma }: Site, taskId: string, type: string): Promise<number> =>
  prisma.taskEvent.count({ where: { taskId, type } });
