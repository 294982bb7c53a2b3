import type { TaskEventBody, TaskEventOf } from '@taskhelm/contract';
import { Prisma, type Sql } from '../db/client.ts';

const SHARDS = 8;

type ModelCall = TaskEventOf<'usage'> | TaskEventOf<'context_compacted'>;

const modelCalls = (bodies: readonly TaskEventBody[]): ModelCall[] =>
  bodies.filter((body): body is ModelCall => body.type === 'usage' || body.type === 'context_compacted');

/** What the events add to the sums of their task, as assignments to its columns. */
export function sumsOf(bodies: readonly TaskEventBody[]): Sql[] {
  const calls = modelCalls(bodies);
  const sum = (pick: (call: ModelCall) => number): number =>
    calls.reduce((total, call) => total + pick(call), 0);
  const steps = calls.filter((call) => call.type === 'usage').length;
  const toolMs = bodies.reduce(
    (total, body) => total + (body.type === 'tool_result' ? body.duration_ms : 0),
    0,
  );
  const priced = calls.some((call) => call.cost_microusd !== null);
  return [
    Prisma.sql`steps = steps + ${steps}::int`,
    Prisma.sql`input_tokens = input_tokens + ${sum((call) => call.input_tokens)}::int`,
    Prisma.sql`output_tokens = output_tokens + ${sum((call) => call.output_tokens)}::int`,
    Prisma.sql`model_ms = model_ms + ${sum((call) => call.duration_ms)}::bigint`,
    Prisma.sql`tool_ms = tool_ms + ${toolMs}::bigint`,
    ...(priced
      ? [
          Prisma.sql`cost_microusd = coalesce(cost_microusd, 0) + ${sum((call) => call.cost_microusd ?? 0)}::bigint`,
        ]
      : []),
  ];
}

/** A part of a WITH list, comma first, that adds the model calls to the sums of the day; empty where there are none. */
export function countUsageOf(source: Sql, bodies: readonly TaskEventBody[]): Sql {
  const calls = modelCalls(bodies).flatMap((call) =>
    call.model === null
      ? []
      : [
          {
            model: call.model,
            unpriced: call.cost_microusd === null ? 1 : 0,
            input: call.input_tokens,
            output: call.output_tokens,
            cost: call.cost_microusd ?? 0,
          },
        ],
  );
  if (calls.length === 0) return Prisma.empty;
  const shard = Math.floor(Math.random() * SHARDS);
  return Prisma.sql`, counted AS (
    INSERT INTO usage_daily AS u (day, agent_id, model, shard, steps, unpriced_steps, input_tokens, output_tokens, cost_microusd)
    SELECT (now() AT TIME ZONE 'UTC')::date, s.agent_id, c.model, ${shard}::smallint, count(*), sum(c.unpriced), sum(c.input),
           sum(c.output), sum(c.cost)
    FROM ${source} s CROSS JOIN jsonb_to_recordset(${JSON.stringify(calls)}::jsonb)
      AS c(model text, unpriced int, input bigint, output bigint, cost bigint)
    GROUP BY s.agent_id, c.model
    ON CONFLICT (day, agent_id, model, shard) DO UPDATE SET steps = u.steps + excluded.steps,
      unpriced_steps = u.unpriced_steps + excluded.unpriced_steps, input_tokens = u.input_tokens + excluded.input_tokens,
      output_tokens = u.output_tokens + excluded.output_tokens, cost_microusd = u.cost_microusd + excluded.cost_microusd
  )`;
}
