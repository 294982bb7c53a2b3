import { alertEndpoints } from '@taskhelm/contract';
import type { Context } from '../context.ts';
import { databaseTime } from '../db/database-time.ts';
import type { Mount } from '../http/mount-endpoint.ts';
import { findAlerts } from './alert-repository.ts';

export function mountAlertRoutes(mount: Mount, { prisma }: Context): void {
  mount(alertEndpoints.list, async ({ query }) => {
    // Read first: what changes while the rest is read is sent again with the next answer.
    const now = await databaseTime(prisma);
    const rows = await findAlerts(prisma, query.since ? new Date(query.since) : now);
    return {
      data: rows.map(({ at, ...alert }) => ({ ...alert, at: at.toISOString() })),
      server_time: now.toISOString(),
    };
  });
}
