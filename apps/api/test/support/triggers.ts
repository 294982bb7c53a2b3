import {
  triggerEndpoints,
  type CreatedTrigger,
  type EndpointInput,
  type TriggerDelivery,
} from '@taskhelm/contract';
import type { TestServer } from './test-server.ts';

type CreateBody = EndpointInput<typeof triggerEndpoints.create>['body'];
type CronBody = Extract<CreateBody, { kind: 'cron' }>;
type WebhookBody = Extract<CreateBody, { kind: 'webhook' }>;

/** What was sealed with a key that is gone. */
export const UNREADABLE = 'v1:00000000:AAAA';

let created = 0;

/** A schedule of the researcher that does not fire by itself for a year; fails where the server refuses it. */
export function createCron(server: TestServer, body: Partial<CronBody> = {}): Promise<CreatedTrigger> {
  return create(server, {
    kind: 'cron',
    name: `cron-${(created += 1)}`,
    agent: 'researcher',
    title: 'Nightly',
    description: 'result done',
    cron: '@yearly',
    ...body,
  });
}

export function createWebhook(server: TestServer, body: Partial<WebhookBody> = {}): Promise<CreatedTrigger> {
  return create(server, {
    kind: 'webhook',
    name: `hook-${(created += 1)}`,
    agent: 'researcher',
    title: 'From outside',
    description: 'result done',
    ...body,
  });
}

async function create(server: TestServer, body: CreateBody): Promise<CreatedTrigger> {
  const answer = await server.call(triggerEndpoints.create, { body });
  if (answer.status !== 201) throw new Error(`the trigger was not created: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** The log of a trigger, oldest first. */
export async function deliveriesOf(server: TestServer, id: string): Promise<TriggerDelivery[]> {
  const answer = await server.call(triggerEndpoints.deliveries, { params: { id }, query: { per_page: 100 } });
  return answer.body.data.toReversed();
}
