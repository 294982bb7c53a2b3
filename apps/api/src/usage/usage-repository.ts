import type { Db } from '../db/client.ts';

export type UsageSum = {
  day: string;
  agent_id: string;
  agent_name: string;
  model: string;
  steps: number;
  unpriced_steps: number;
  input_tokens: number;
  output_tokens: number;
  cost_microusd: number;
};
type Row = { [Key in keyof UsageSum]: UsageSum[Key] extends number ? bigint : string };

/** Both days included; `agents` are ids or names, all where there are none. */
export async function sumUsage(
  db: Db,
  { from, to, agents }: { from: string; to: string; agents: string[] },
): Promise<UsageSum[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT u.day::text AS day, a.id AS agent_id, a.name AS agent_name, u.model, sum(u.steps) AS steps,
           sum(u.unpriced_steps) AS unpriced_steps, sum(u.input_tokens)::bigint AS input_tokens,
           sum(u.output_tokens)::bigint AS output_tokens, sum(u.cost_microusd)::bigint AS cost_microusd
    FROM usage_daily u JOIN agents a ON a.id = u.agent_id
    WHERE u.day BETWEEN ${from}::date AND ${to}::date
      AND (cardinality(${agents}::text[]) = 0 OR a.name = ANY (${agents}::text[]) OR a.id::text = ANY (${agents}::text[]))
    GROUP BY u.day, a.id, a.name, u.model ORDER BY u.day DESC, a.name, u.model`;
  return rows.map((row) => ({
    ...row,
    steps: Number(row.steps),
    unpriced_steps: Number(row.unpriced_steps),
    input_tokens: Number(row.input_tokens),
    output_tokens: Number(row.output_tokens),
    cost_microusd: Number(row.cost_microusd),
  }));
}
