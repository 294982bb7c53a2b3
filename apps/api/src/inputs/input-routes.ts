import { inputEndpoints, snoozeEndpoints } from '@taskhelm/contract';
import type { Context } from '../context.ts';
import { reply, type Mount } from '../http/mount-endpoint.ts';

export function mountInputRoutes(mount: Mount, { inputs, snoozes }: Context): void {
  mount(inputEndpoints.list, ({ caller, query }) => inputs.list(caller, query));
  mount(inputEndpoints.get, ({ caller, params }) => inputs.get(caller, params.call_id));
  mount(inputEndpoints.respond, async ({ caller, params, body }) => {
    const answered = await inputs.respond(caller, params.id, body);
    const { replayed, call_id, outcome } = answered;
    return reply(answered, { told: replayed ? null : { detail: { call_id, outcome } } });
  });
  mount(snoozeEndpoints.snooze, ({ caller, params, body }) => snoozes.snooze(caller, params.call_id, body));
  mount(snoozeEndpoints.wake, async ({ caller, params }) => {
    await snoozes.wake(caller, params.call_id);
    return {};
  });
}
