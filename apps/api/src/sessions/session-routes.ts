import { sessionEndpoints } from '@taskhelm/contract';
import type { Context } from '../context.ts';
import type { Mount } from '../http/mount-endpoint.ts';

export function mountSessionRoutes(mount: Mount, { sessions }: Context): void {
  mount(sessionEndpoints.get, ({ params }) => sessions.get(params.id));
  mount(sessionEndpoints.events, ({ params, query }) => sessions.events(params.id, query));
  mount(sessionEndpoints.event, ({ params }) => sessions.event(params.id, params.seq));
  mount(sessionEndpoints.taskEvents, ({ params, query }) => sessions.eventsOfTask(params.id, query));
}
