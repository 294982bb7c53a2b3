import { HOOK_BODY_LIMIT, type Json, type TaskDetail, type TriggerDelivery } from '@taskhelm/contract';
import { lockAgent } from '../agents/agent-repository.ts';
import type { PrismaClient } from '../db/client.ts';
import { databaseTime } from '../db/database-time.ts';
import type { Transact } from '../db/transaction.ts';
import { AppError, notFound } from '../errors.ts';
import type { Caller } from '../http/caller.ts';
import { toPage, type Page } from '../http/page.ts';
import type { TaskService } from '../tasks/task-service.ts';
import {
  findDelivery,
  insertDelivery,
  listDeliveries,
  type DeliveryQuery,
  type NewDelivery,
} from './delivery-repository.ts';
import { parsePayload } from './read-payload.ts';
import { findTrigger, type TriggerRow } from './trigger-repository.ts';
import { agentProblem, buildTask, cronFire, type Fire } from './trigger-task.ts';
import { canRedeliver, toDelivery } from './trigger-view.ts';

type Parts = {
  prisma: PrismaClient;
  transact: Transact;
  tasks: Pick<TaskService, 'addTask' | 'get'>;
  newId: () => string;
};

export type ManualFires = ReturnType<typeof createManualFires>;

/** What people do with a trigger's fires: look at them, and make one by hand. These work while it is paused, too. */
export function createManualFires({ prisma, transact, tasks, newId }: Parts) {
  const required = async (idOrName: string): Promise<TriggerRow> => {
    const row = await findTrigger(prisma, idOrName);
    if (!row) throw notFound('trigger');
    return row;
  };
  const requiredDelivery = async (triggerId: string, id: string) => {
    const row = await findDelivery(prisma, triggerId, id);
    if (!row) throw notFound('delivery');
    return row;
  };
  const make = async (
    trigger: TriggerRow,
    fire: Fire,
    how: Pick<NewDelivery, 'via' | 'requestedBy' | 'redeliveryOf'>,
  ): Promise<TaskDetail> => {
    const taskId = newId();
    await transact(async (tx) => {
      const agent = await lockAgent(tx, trigger.agentId, 'held');
      if (!agent?.enabled) throw new AppError('unknown_agent', agentProblem(trigger));
      await insertDelivery(tx, {
        id: newId(),
        triggerId: trigger.id,
        outcome: 'accepted',
        taskId,
        body: fire.payload,
        bodyBytes: Buffer.byteLength(fire.payload ?? ''),
        ...how,
      });
      await tasks.addTask(tx, buildTask(trigger, taskId, fire));
    });
    return tasks.get(taskId);
  };

  return {
    fire: async (caller: Caller, idOrName: string, payload: Json | undefined): Promise<TaskDetail> => {
      const trigger = await required(idOrName);
      if (trigger.kind === 'cron' && payload !== undefined) {
        throw new AppError('validation_failed', 'A schedule takes no payload.', [
          { path: 'payload', code: 'unknown_key', message: 'Only webhooks have a payload' },
        ]);
      }
      const fire =
        trigger.kind === 'cron'
          ? cronFire(trigger, await databaseTime(prisma))
          : sampleFire(payload === undefined ? {} : payload);
      return make(trigger, fire, { via: 'manual', requestedBy: caller.actor.name });
    },
    redeliver: async (caller: Caller, idOrName: string, deliveryId: string): Promise<TaskDetail> => {
      const trigger = await required(idOrName);
      const delivery = await requiredDelivery(trigger.id, deliveryId);
      if (!canRedeliver(delivery) || delivery.body === null) {
        throw new AppError(
          'conflict',
          'This delivery cannot be sent again: its sender was not shown to be genuine, or it has no body that can be read.',
        );
      }
      const fire = { data: parsePayload(delivery.body || '{}'), payload: delivery.body };
      return make(trigger, fire, {
        via: 'redelivery',
        requestedBy: caller.actor.name,
        redeliveryOf: delivery.id,
      });
    },
    deliveries: async (idOrName: string, query: DeliveryQuery): Promise<Page<TriggerDelivery>> => {
      const { id } = await required(idOrName);
      const asOf = query.as_of ? new Date(query.as_of) : await databaseTime(prisma);
      const listing = await listDeliveries(prisma, id, { ...query, asOf });
      const data = listing.rows.map((row) => toDelivery(row, { isWhole: false }));
      return toPage({ data, listing, query });
    },
    delivery: async (idOrName: string, deliveryId: string): Promise<TriggerDelivery> => {
      const { id } = await required(idOrName);
      return toDelivery(await requiredDelivery(id, deliveryId), { isWhole: true });
    },
  };
}

/** No larger than what a webhook may send, since it is kept like that. */
function sampleFire(data: Json): Fire {
  const payload = JSON.stringify(data);
  if (Buffer.byteLength(payload) > HOOK_BODY_LIMIT) {
    throw new AppError('body_too_large', 'The payload is larger than 256 KiB.');
  }
  return { data, payload };
}
