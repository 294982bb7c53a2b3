import { liveEndpoints } from '@taskhelm/contract';
import type { Context } from '../context.ts';
import type { Mount } from '../http/mount-endpoint.ts';
import { readLive } from './read-live.ts';

/** Mounted before `/tasks/:id`, which would take `live` for an id. */
export function mountLiveRoutes(mount: Mount, { prisma, build }: Context): void {
  mount(liveEndpoints.get, async ({ caller, query }) => ({
    ...(await readLive(prisma, query, caller)),
    build_id: build.build_id,
  }));
}
