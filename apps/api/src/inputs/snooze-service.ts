import { MAX_SNOOZE_MS, type Snooze, type SnoozeRequest } from '@taskhelm/contract';
import type { PrismaClient } from '../db/client.ts';
import { databaseTime } from '../db/database-time.ts';
import { AppError, notFound } from '../errors.ts';
import type { Caller } from '../http/caller.ts';
import { findInboxRow } from './inbox-repository.ts';
import { deletePastSnoozes, deleteSnooze, insertSnooze } from './snooze-repository.ts';

export type SnoozeService = ReturnType<typeof createSnoozeService>;

/** Each caller, a person or a token, has an inbox of their own; what one of them puts off the others go on seeing. */
export function createSnoozeService(prisma: PrismaClient) {
  return {
    snooze: async (caller: Caller, callId: string, request: SnoozeRequest): Promise<Snooze> => {
      const until = readUntil(request, await databaseTime(prisma));
      await deletePastSnoozes(prisma, caller.actor);
      const snoozed = await insertSnooze(prisma, { owner: caller.actor, callId, until });
      if (!snoozed) throw await notWaiting(caller, callId);
      return { call_id: callId, snoozed_until: snoozed.toISOString() };
    },
    wake: async (caller: Caller, callId: string): Promise<void> => {
      if (!(await findInboxRow(prisma, callId, caller.actor))) throw notFound('request');
      await deleteSnooze(prisma, caller.actor, callId);
    },
  };

  async function notWaiting(caller: Caller, callId: string): Promise<AppError> {
    const row = await findInboxRow(prisma, callId, caller.actor);
    if (!row) return notFound('request');
    return new AppError('input_closed', `This does not wait any more: it is ${row.state}.`);
  }
}

/** The moment that a request names; `now` is the database's time. */
function readUntil({ until, for_ms }: SnoozeRequest, now: Date): Date {
  const moment = until === undefined ? new Date(now.getTime() + (for_ms ?? 0)) : new Date(until);
  const ahead = moment.getTime() - now.getTime();
  if (ahead > 0 && ahead <= MAX_SNOOZE_MS) return moment;
  const message = 'This must be a time to come, and at most 90 days ahead.';
  throw new AppError('validation_failed', message, [{ path: 'until', code: 'out_of_range', message }]);
}
