import type { ReviewContext } from '@taskhelm/contract';
import { hostOfArgs } from '@taskhelm/engine';
import type { Db } from '../db/client.ts';
import { diffArgs } from './diff-args.ts';
import { actorOf, type InputRow } from './input-view.ts';
import { readPastOf } from './review-repository.ts';

/** What a reviewer wants to know beside each confirmation that waits, by call id. */
export async function readReviewContexts(
  db: Db,
  rows: readonly InputRow[],
): Promise<ReadonlyMap<string, ReviewContext>> {
  const waiting = rows.flatMap((row) =>
    row.state === 'pending' && row.action
      ? [{ callId: row.call_id, host: hostOfArgs(row.action.args), args: row.action.args }]
      : [],
  );
  if (waiting.length === 0) return new Map();
  const past = await readPastOf(db, waiting);
  return new Map(
    past.map((found) => {
      const asked = waiting.find(({ callId }) => callId === found.call_id);
      const last = found.last_call_id
        ? {
            call_id: found.last_call_id,
            at: (found.answered_at ?? new Date(0)).toISOString(),
            by: actorOf(found),
            args: found.last_args ?? {},
          }
        : null;
      return [
        found.call_id,
        {
          first_use_of_tool: found.first_use_of_tool,
          host: asked?.host ?? null,
          first_time_host: found.first_time_host,
          last_approved: last,
          diff: last && asked ? diffArgs(last.args, asked.args) : [],
        },
      ];
    }),
  );
}
