import { hookEndpoints } from '@taskhelm/contract';
import type { Context } from '../context.ts';
import { reply, type Mount } from '../http/mount-endpoint.ts';

export function mountHookRoutes(mount: Mount, { receiveHook }: Context): void {
  mount(hookEndpoints.receive, async ({ params, header, rawBody }) => {
    const receivedAt = performance.now();
    const answer = await receiveHook({ hookId: params.id, header, body: rawBody, receivedAt });
    return reply(answer, {
      status: answer.outcome === 'accepted' ? 202 : 200,
      headers: { Location: answer.task_url },
    });
  });
}
