import { mcpEndpoints } from '@taskhelm/contract';
import type { Context } from '../context.ts';
import { reply, type Mount } from '../http/mount-endpoint.ts';

export function mountMcpRoutes(mount: Mount, { mcpServers }: Context): void {
  mount(mcpEndpoints.list, async () => ({ data: await mcpServers.list() }));
  mount(mcpEndpoints.get, ({ params }) => mcpServers.get(params.id));
  mount(mcpEndpoints.create, ({ body }) => mcpServers.create(body));
  mount(mcpEndpoints.update, ({ params, body }) => mcpServers.update(params.id, body));
  mount(mcpEndpoints.delete, async ({ params }) => {
    await mcpServers.remove(params.id);
    return {};
  });
  mount(mcpEndpoints.test, ({ params }) => mcpServers.test(params.id));
  mount(mcpEndpoints.approve, async ({ caller, params, body }) =>
    reply(await mcpServers.approve(caller, params.id, body), {
      told: { detail: { tools: body.tools.map(({ name }) => name) } },
    }),
  );
  mount(mcpEndpoints.updateTool, async ({ params, body }) =>
    reply(await mcpServers.updateTool(params.id, params.name, body), {
      told: { detail: { tools: [params.name] } },
    }),
  );
}
