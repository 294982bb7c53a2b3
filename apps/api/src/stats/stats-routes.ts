import { statsEndpoints } from '@taskhelm/contract';
import type { Context } from '../context.ts';
import type { Mount } from '../http/mount-endpoint.ts';

/** Mounted before `/tasks/:id`, which would take `stats` for an id. */
export function mountStatsRoutes(mount: Mount, { stats }: Context): void {
  mount(statsEndpoints.tasks, ({ query }) => stats.tasks(query));
  mount(statsEndpoints.throughput, ({ query }) => stats.throughput(query));
  mount(statsEndpoints.durations, ({ query }) => stats.durations(query));
  mount(statsEndpoints.failures, ({ query }) => stats.failures(query));
}
