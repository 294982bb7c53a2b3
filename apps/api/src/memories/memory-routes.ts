import { memoryEndpoints } from '@taskhelm/contract';
import type { Context } from '../context.ts';
import type { Mount } from '../http/mount-endpoint.ts';

export function mountMemoryRoutes(mount: Mount, { memories }: Context): void {
  mount(memoryEndpoints.list, async ({ params, query }) => ({
    data: await memories.list(params.id, query.q),
  }));
  mount(memoryEndpoints.create, ({ caller, params, body }) => memories.create(caller, params.id, body));
  mount(memoryEndpoints.update, ({ caller, params, body }) =>
    memories.update(caller, { agent: params.id, id: params.memory_id }, body),
  );
  mount(memoryEndpoints.remove, async ({ params }) => {
    await memories.remove(params.id, params.memory_id);
    return {};
  });
}
