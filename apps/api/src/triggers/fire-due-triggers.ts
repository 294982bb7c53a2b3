import { isFinal } from '@taskhelm/contract';
import { lockAgent } from '../agents/agent-repository.ts';
import type { Db, PrismaClient } from '../db/client.ts';
import type { Transact } from '../db/transaction.ts';
import type { LiveFeed } from '../live/live-feed.ts';
import type { Logger } from '../logger.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { cancelTasks } from '../tasks/cancel-tasks.ts';
import { listOpenTasksOfTrigger, lockFamilies } from '../tasks/task-repository.ts';
import type { TaskService } from '../tasks/task-service.ts';
import { readSchedule, toLocalTime, type Schedule } from './cron-schedule.ts';
import { insertDelivery, type NewDelivery } from './delivery-repository.ts';
import { listDueTriggers, lockDueTrigger, setNextFire, type TriggerRow } from './trigger-repository.ts';
import { agentProblem, buildTask, cronFire } from './trigger-task.ts';

const BATCH = 50;
/** A fire this late is still on time: a deploy must not cost anyone their nightly run. */
const LATE_MS = 60_000;

export type FireParts = {
  prisma: PrismaClient;
  transact: Transact;
  queue: JobQueue;
  live: Pick<LiveFeed, 'changed'>;
  tasks: Pick<TaskService, 'addTask'>;
  newId: () => string;
  logger: Logger;
};

/** `cancelled` gathers the sessions of the tasks that a fire has cancelled. */
type FireTransaction = FireParts & { cancelled: string[] };

/**
 * Makes the tasks of all schedules that are due, by the database's clock unless `now` is given. Every worker does this
 * every second; a fire that two of them see makes one task, because the moment is unique for its trigger in the database.
 */
export async function fireDueTriggers(parts: FireParts, now: Date | null = null): Promise<void> {
  for (const id of await listDueTriggers(parts.prisma, now, BATCH)) {
    try {
      const cancelled: string[] = [];
      await parts.transact(async (tx) => {
        const due = await lockDueTrigger(tx, id, now);
        if (due) await fire({ ...parts, cancelled }, tx, due);
      });
      parts.live.changed(...cancelled);
    } catch (error) {
      // The others are not kept from firing.
      parts.logger.warn({ err: error, trigger_id: id }, 'a schedule could not be fired; trying again');
    }
  }
}

async function fire(
  parts: FireTransaction,
  tx: Db,
  { trigger, now }: { trigger: TriggerRow; now: Date },
): Promise<void> {
  const read = readSchedule(trigger.cron ?? '', trigger.timeZone ?? '');
  if ('problems' in read) throw new Error(read.problems.map(({ message }) => message).join('; '));
  const { missed, moments } = dueMoments(trigger, read.schedule, now);
  if (missed) {
    const end = toLocalTime(moments[0] ?? now, read.schedule.timeZone)
      .slice(0, 16)
      .replace('T', ' ');
    const reason = `No worker was running: what was due from this moment on, and before ${end}, was left out.`;
    await record(parts, tx, { trigger, fireAt: missed, outcome: 'skipped', reasonCode: 'missed', reason });
  }
  for (const moment of moments) await fireMoment(parts, tx, { trigger, moment });
  await setNextFire(tx, trigger.id, read.schedule.next(now));
}

/** The moments to make tasks for, and the first one that is left out. */
function dueMoments(
  trigger: TriggerRow,
  schedule: Schedule,
  now: Date,
): { missed: Date | null; moments: Date[] } {
  const first = trigger.nextFireAt ?? now;
  const limit = trigger.missed === 'all' ? (trigger.missedLimit ?? 1) : 1;
  const latest = schedule.latest(now, limit).filter((moment) => moment >= first);
  const due = latest.length > 0 ? latest : [first];
  const isOnTime = (moment: Date): boolean => now.getTime() - moment.getTime() <= LATE_MS;
  const moments = trigger.missed === 'none' ? due.filter(isOnTime) : due;
  const isWhole = moments[0]?.getTime() === first.getTime();
  return { missed: isWhole ? null : first, moments };
}

/** One task for one moment, unless the moment has been fired before or tasks of earlier fires stand in the way. */
async function fireMoment(
  parts: FireTransaction,
  tx: Db,
  { trigger, moment }: { trigger: TriggerRow; moment: Date },
): Promise<void> {
  const at = { trigger, fireAt: moment };
  const agent = await lockAgent(tx, trigger.agentId, 'held');
  if (!agent?.enabled) {
    const reason = agentProblem(trigger);
    await record(parts, tx, { ...at, outcome: 'refused', reasonCode: 'agent_disabled', reason });
    return;
  }
  const open = trigger.overlap === 'allow' ? [] : await listOpenTasksOfTrigger(tx, trigger.id);
  if (open.length > 0 && trigger.overlap === 'skip') {
    const reason = 'A task of an earlier fire was still open.';
    await record(parts, tx, { ...at, outcome: 'skipped', reasonCode: 'overlap', reason });
    return;
  }
  const taskId = parts.newId();
  if (!(await record(parts, tx, { ...at, outcome: 'accepted', taskId }))) return;
  if (open.length > 0) await cancelEarlier(parts, tx, { trigger, ids: open });
  await parts.tasks.addTask(tx, buildTask(trigger, taskId, cronFire(trigger, moment)));
}

async function cancelEarlier(
  { queue, cancelled }: FireTransaction,
  tx: Db,
  { trigger, ids }: { trigger: TriggerRow; ids: string[] },
): Promise<void> {
  const open = (await lockFamilies(tx, ids)).filter(({ status }) => !isFinal(status));
  const actor = { type: 'trigger' as const, id: trigger.id, name: trigger.name };
  const reason = 'The next run of its schedule has begun.';
  await cancelTasks(tx, open, { roots: ids, actor, reason, queue });
  cancelled.push(...open.map((task) => task.session_id));
}

type FireRecord = { trigger: TriggerRow; fireAt: Date } & Pick<
  NewDelivery,
  'outcome' | 'reasonCode' | 'reason' | 'taskId'
>;

/** False where this moment has been recorded before. */
function record({ newId }: FireParts, tx: Db, { trigger, ...fields }: FireRecord): Promise<boolean> {
  return insertDelivery(tx, { id: newId(), triggerId: trigger.id, via: 'schedule', ...fields });
}
