import { listAgents } from '../agents/agent-repository.ts';
import type { Db } from '../db/client.ts';
import { AppError } from '../errors.ts';

/** A filter by an agent that does not exist finds nothing for ever; it is told instead. */
export async function refuseUnknownAgents(db: Db, wanted: string[]): Promise<void> {
  if (wanted.length === 0) return;
  const agents = await listAgents(db);
  const isKnown = (idOrName: string): boolean =>
    agents.some(({ id, name }) => id === idOrName.toLowerCase() || name === idOrName);
  const details = wanted
    .filter((idOrName) => !isKnown(idOrName))
    .map((idOrName) => ({
      path: 'agent',
      code: 'unknown',
      message: `There is no agent ${JSON.stringify(idOrName)}`,
    }));
  if (details.length === 0) return;
  throw new AppError('invalid_query', `Agents: ${agents.map(({ name }) => name).join(', ')}.`, details);
}
