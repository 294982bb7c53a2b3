import { systemEndpoints } from '@taskhelm/contract';
import type { Context } from '../context.ts';
import type { Mount } from '../http/mount-endpoint.ts';
import { readSystem } from './read-system.ts';

export function mountSystemRoutes(mount: Mount, { prisma, build }: Context): void {
  mount(systemEndpoints.get, async () => ({ ...build, ...(await readSystem(prisma)) }));
}
