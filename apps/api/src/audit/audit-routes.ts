import { auditEndpoints } from '@taskhelm/contract';
import type { Context } from '../context.ts';
import type { Mount } from '../http/mount-endpoint.ts';

export function mountAuditRoutes(mount: Mount, { audit }: Context): void {
  mount(auditEndpoints.list, ({ query }) => audit.list(query));
}
