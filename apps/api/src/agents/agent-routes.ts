import { agentEndpoints } from '@taskhelm/contract';
import { toolInfo } from '@taskhelm/engine';
import type { Context } from '../context.ts';
import type { Mount } from '../http/mount-endpoint.ts';

export function mountAgentRoutes(mount: Mount, { agents, tools }: Context): void {
  mount(agentEndpoints.list, async ({ query }) => {
    const [enabled] = query.enabled?.length === 1 ? query.enabled : [];
    return { data: await agents.list(enabled === undefined ? undefined : enabled === 'true') };
  });
  mount(agentEndpoints.get, ({ params }) => agents.get(params.id));
  mount(agentEndpoints.create, ({ body }) => agents.create(body));
  mount(agentEndpoints.update, ({ params, body }) => agents.update(params.id, body));
  mount(agentEndpoints.tools, async () => ({ data: [...tools.values()].map(toolInfo) }));
}
