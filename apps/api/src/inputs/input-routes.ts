import { inputEndpoints } from '@taskhelm/contract';
import type { Context } from '../context.ts';
import type { Mount } from '../http/mount-endpoint.ts';

export function mountInputRoutes(mount: Mount, { inputs }: Context): void {
  mount(inputEndpoints.list, ({ query }) => inputs.list(query));
  mount(inputEndpoints.respond, ({ caller, params, body }) => inputs.respond(caller, params.id, body));
}
