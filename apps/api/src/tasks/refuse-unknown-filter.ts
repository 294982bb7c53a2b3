import { listKnownAgents } from '../agents/agent-repository.ts';
import type { Db } from '../db/client.ts';
import { AppError } from '../errors.ts';
import { listKnownTriggers } from '../triggers/trigger-repository.ts';
import type { TaskFilter } from './task-filter.ts';

type Where = { code: 'invalid_query' | 'validation_failed'; prefix: string };
type Known = { id: string; name: string | null };

/** A filter by an agent or trigger that does not exist finds nothing for ever; it is told instead. */
export async function refuseUnknownFilter(
  db: Db,
  { agent = [], trigger = [] }: TaskFilter,
  { code, prefix }: Where = { code: 'invalid_query', prefix: '' },
): Promise<void> {
  if (agent.length > 0) {
    const agents = await listKnownAgents(db);
    const details = unknown(agent, agents, { key: 'agent', prefix });
    const current = agents.filter(({ archivedAt }) => archivedAt === null);
    if (details.length > 0) throw new AppError(code, namesOf('Agents', current), details);
  }
  if (trigger.length > 0) {
    const triggers = await listKnownTriggers(db, trigger);
    const details = unknown(trigger, triggers, { key: 'trigger', prefix });
    if (details.length > 0) throw new AppError(code, namesOf('Triggers', triggers), details);
  }
}

function unknown(wanted: string[], known: Known[], { key, prefix }: { key: string; prefix: string }) {
  return wanted
    .filter((text) => !known.some(({ id, name }) => id === text.toLowerCase() || name === text))
    .map((text) => ({
      path: `${prefix}${key}`,
      code: 'unknown',
      message: `There is no ${key} ${JSON.stringify(text)}`,
    }));
}

function namesOf(label: string, known: Known[]): string {
  const names = known.flatMap(({ name }) => name ?? []);
  return `${label}: ${names.length > 0 ? names.join(', ') : 'none yet'}.`;
}
