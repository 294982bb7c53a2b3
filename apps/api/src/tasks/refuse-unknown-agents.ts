import { listKnownAgents } from '../agents/agent-repository.ts';
import type { Db } from '../db/client.ts';
import { AppError } from '../errors.ts';

/** A filter by an agent that does not exist finds nothing for ever; it is told instead. */
export async function refuseUnknownAgents(
  db: Db,
  wanted: string[],
  { code, path }: { code: 'invalid_query' | 'validation_failed'; path: string } = {
    code: 'invalid_query',
    path: 'agent',
  },
): Promise<void> {
  if (wanted.length === 0) return;
  const agents = await listKnownAgents(db);
  const isKnown = (idOrName: string): boolean =>
    agents.some(({ id, name }) => id === idOrName.toLowerCase() || name === idOrName);
  const details = wanted
    .filter((idOrName) => !isKnown(idOrName))
    .map((idOrName) => ({
      path,
      code: 'unknown',
      message: `There is no agent ${JSON.stringify(idOrName)}`,
    }));
  if (details.length === 0) return;
  const names = agents.filter(({ archivedAt }) => archivedAt === null).map(({ name }) => name);
  throw new AppError(code, `Agents: ${names.join(', ')}.`, details);
}
