import type { EndpointQuery, Live, liveEndpoints } from '@taskhelm/contract';
import type { PrismaClient } from '../db/client.ts';
import { databaseTime } from '../db/database-time.ts';
import type { Caller } from '../http/caller.ts';
import { countPendingInputs } from '../inputs/inbox-repository.ts';
import { forCaller } from '../tasks/allowed-actions.ts';
import { refuseUnknownFilter } from '../tasks/refuse-unknown-filter.ts';
import {
  countByStatus,
  countNewTasks,
  findChangedTasks,
  findMatching,
} from '../tasks/task-live-repository.ts';
import { toTask } from '../tasks/task-view.ts';

/** Everything an open list of `reader` asks for at a tick, in a handful of bounded queries. */
export async function readLive(
  prisma: PrismaClient,
  query: EndpointQuery<typeof liveEndpoints.get>,
  reader: Caller,
): Promise<Omit<Live, 'build_id'>> {
  const { ids = [], since, as_of: asOf, ...filter } = query;
  await refuseUnknownFilter(prisma, filter);
  // Read first: what changes while the rest is read is sent again with the next tick.
  const serverTime = await databaseTime(prisma);
  const [rows, matching, newCount, counts, inputsPending] = await Promise.all([
    findChangedTasks(prisma, ids, since),
    findMatching(prisma, ids, filter),
    asOf ? countNewTasks(prisma, filter, asOf) : 0,
    countByStatus(prisma, filter),
    countPendingInputs(prisma, reader.actor),
  ]);
  const stays = new Set(matching);
  return {
    rows: rows.map((row) => forCaller(toTask(row), reader)),
    left: ids.filter((id) => !stays.has(id)),
    new_count: newCount,
    counts,
    inputs_pending: inputsPending,
    server_time: serverTime.toISOString(),
  };
}
