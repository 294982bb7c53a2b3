import type { EndpointQuery, usageEndpoints, UsageReport, UsageRow } from '@taskhelm/contract';
import type { PrismaClient } from '../db/client.ts';
import { AppError } from '../errors.ts';
import { sumUsage, type UsageSum } from './usage-repository.ts';

const DAY_MS = 86_400_000;
const MAX_DAYS = 400;

export type UsageService = ReturnType<typeof createUsageService>;

export function createUsageService(prisma: PrismaClient) {
  return {
    report: async (query: EndpointQuery<typeof usageEndpoints.report>): Promise<UsageReport> => {
      const to = query.to ? dayOf(query.to) : dayOf(new Date().toISOString());
      const from = query.from
        ? dayOf(query.from)
        : dayOf(new Date(Date.parse(to) - 29 * DAY_MS).toISOString());
      checkRange(from, to);
      const sums = await sumUsage(prisma, { from, to, agents: query.agent ?? [] });
      return { from, to, data: sums.map(toRow), total: total(sums) };
    },
  };
}

const dayOf = (moment: string): string => new Date(moment).toISOString().slice(0, 10);

function checkRange(from: string, to: string): void {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (days >= 1 && days <= MAX_DAYS) return;
  const message = days < 1 ? 'Must not lie after to' : `At most ${MAX_DAYS} days`;
  throw new AppError('invalid_query', `Send a range of 1 to ${MAX_DAYS} days.`, [
    { path: 'from', code: 'invalid_value', message },
  ]);
}

function toRow({ agent_id: id, agent_name: name, ...sum }: UsageSum): UsageRow {
  return { ...sum, agent: { id, name }, cost_microusd: costOf(sum) };
}

function total(sums: UsageSum[]): UsageReport['total'] {
  const whole = { steps: 0, unpriced_steps: 0, input_tokens: 0, output_tokens: 0, cost_microusd: 0 };
  for (const sum of sums) {
    for (const key of Object.keys(whole) as (keyof typeof whole)[]) whole[key] += sum[key];
  }
  return { ...whole, cost_microusd: costOf(whole) };
}

const costOf = (sum: Pick<UsageSum, 'steps' | 'unpriced_steps' | 'cost_microusd'>): number | null =>
  sum.steps === sum.unpriced_steps ? null : sum.cost_microusd;
