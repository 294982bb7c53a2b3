import { memoryEndpoints, type Memory } from '@taskhelm/contract';
import type { Context } from '../context.ts';
import { reply, type Mount } from '../http/mount-endpoint.ts';

export function mountMemoryRoutes(mount: Mount, { memories }: Context): void {
  mount(memoryEndpoints.list, async ({ params, query }) => ({
    data: await memories.list(params.id, query.q),
  }));
  mount(memoryEndpoints.create, async ({ caller, params, body }) =>
    named(await memories.create(caller, params.id, body)),
  );
  mount(memoryEndpoints.update, async ({ caller, params, body }) =>
    named(await memories.update(caller, { agent: params.id, id: params.memory_id }, body)),
  );
  mount(memoryEndpoints.remove, async ({ params }) => {
    await memories.remove(params.id, params.memory_id);
    return reply({}, { told: { detail: { memory_id: params.memory_id } } });
  });
}

const named = (memory: Memory) =>
  reply(memory, { told: { detail: { memory_id: memory.id, key: memory.key } } });
