import { agentEndpoints, type Agent } from '@taskhelm/contract';
import type { Context } from '../context.ts';
import type { Told } from '../http/audit-call.ts';
import { reply, type Mount } from '../http/mount-endpoint.ts';
import { agentTag } from './agent-tag.ts';

export function mountAgentRoutes(mount: Mount, { agents, toolCatalog }: Context): void {
  mount(agentEndpoints.list, async ({ query }) => {
    const [enabled] = query.enabled?.length === 1 ? query.enabled : [];
    const withDay = query.include?.includes('stats') ?? false;
    return {
      data: await agents.list({ withDay, ...(enabled === undefined ? {} : { enabled: enabled === 'true' }) }),
    };
  });
  mount(agentEndpoints.get, async ({ params, query }) => {
    const withDay = query.include?.includes('stats') ?? false;
    return tagged(await agents.get(params.id, { withDay }));
  });
  mount(agentEndpoints.create, async ({ body }) => created(await agents.create(body)));
  mount(agentEndpoints.duplicate, async ({ params, body }) => {
    const agent = await agents.duplicate(params.id, body.name);
    return created(agent, { subject: agent, detail: { copy_of: params.id } });
  });
  mount(agentEndpoints.update, async ({ params, body, header }) =>
    tagged(await agents.update(params.id, body, header('if-match'))),
  );
  mount(agentEndpoints.remove, async ({ caller, params, query, header }) => {
    const removal = { caller, openTasks: query.open_tasks, ifMatch: header('if-match') };
    const removed = await agents.remove(params.id, removal);
    return reply(removed, { told: { detail: { tasks_cancelled: removed.tasks_cancelled } } });
  });
  mount(agentEndpoints.tools, async () => ({ data: await toolCatalog.list() }));
}

const tagged = (agent: Agent) => reply(agent, { headers: { ETag: agentTag(agent) } });
const created = (agent: Agent, told: Told = {}) =>
  reply(agent, { headers: { ETag: agentTag(agent), Location: `/api/v1/agents/${agent.id}` }, told });
