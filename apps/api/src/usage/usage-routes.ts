import { usageEndpoints } from '@taskhelm/contract';
import type { Context } from '../context.ts';
import type { Mount } from '../http/mount-endpoint.ts';

export function mountUsageRoutes(mount: Mount, { usage }: Context): void {
  mount(usageEndpoints.report, ({ query }) => usage.report(query));
}
