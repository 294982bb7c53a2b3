import {
  BULK_FILTER_LIMIT,
  type BulkRequest,
  type BulkResponse,
  type ErrorCode,
  type RetryTaskRequest,
} from '@taskhelm/contract';
import { mapLimited } from '@taskhelm/engine';
import { isDatabaseAway } from '../db/sql-state.ts';
import type { PrismaClient } from '../db/client.ts';
import { AppError } from '../errors.ts';
import type { Caller } from '../http/caller.ts';
import type { Logger } from '../logger.ts';
import { refuseUnknownFilter } from './refuse-unknown-filter.ts';
import { findTaskIds } from './task-repository.ts';

/** The acts on one task, each in a transaction of its own. */
export type SingleActs = {
  /** The ids that were cancelled with it. */
  cancel: (caller: Caller, id: string, reason: string | undefined) => Promise<string[]>;
  retry: (caller: Caller, id: string, overrides: RetryTaskRequest) => Promise<string>;
  label: (id: string, change: { add: string[]; remove: string[] }) => Promise<void>;
};

type Parts = { prisma: PrismaClient; acts: SingleActs; logger: Logger };
type Call = { caller: Caller; request: BulkRequest; signal: AbortSignal };

/** So many at once that others still get a connection. */
const AT_ONCE = 4;

/** Does one act to many tasks, to each as if alone: what is refused for one stops no other. Stops when the caller goes. */
export async function bulkTasks(parts: Parts, { caller, request, signal }: Call): Promise<BulkResponse> {
  const { acts, logger } = parts;
  const ids = await chosenIds(parts, request);
  const done = new Set<string>();
  const skipped = new Map<string, ErrorCode>();
  const act = async (id: string): Promise<void> => {
    if (request.action === 'retry') await acts.retry(caller, id, {});
    else if (request.action === 'label')
      await acts.label(id, { add: request.add_labels ?? [], remove: request.remove_labels ?? [] });
    else {
      const cancelled = await acts.cancel(caller, id, request.reason);
      cancelled.forEach((one) => done.add(one));
      if (cancelled.length === 0) skipped.set(id, 'task_final');
      return;
    }
    done.add(id);
  };
  await mapLimited(ids, AT_ONCE, async (id) => {
    if (signal.aborted) return;
    await act(id).catch((error: unknown) => skipped.set(id, codeOf(error, logger)));
  });
  // A child that was cancelled with its parent a moment before it was its turn is done, not skipped.
  const left = ids.filter((id) => !done.has(id) && skipped.has(id));
  return {
    matched: ids.length,
    done: ids.filter((id) => done.has(id)).length,
    skipped: left.map((id) => ({ id, code: skipped.get(id) ?? 'internal_error' })),
  };
}

async function chosenIds({ prisma }: Parts, request: BulkRequest): Promise<string[]> {
  if (request.ids) return [...new Set(request.ids.map((id) => id.toLowerCase()))];
  const { filter = {}, as_of: asOf = new Date().toISOString() } = request;
  await refuseUnknownFilter(prisma, filter, { code: 'validation_failed', prefix: 'filter.' });
  const ids = await findTaskIds(prisma, filter, { asOf, limit: BULK_FILTER_LIMIT + 1 });
  if (ids.length <= BULK_FILTER_LIMIT) return ids;
  throw new AppError(
    'validation_failed',
    `The filter matches more than ${BULK_FILTER_LIMIT} tasks; narrow it, for example by time.`,
    [{ path: 'filter', code: 'too_many', message: `Must match at most ${BULK_FILTER_LIMIT} tasks` }],
  );
}

function codeOf(error: unknown, logger: Logger): ErrorCode {
  if (error instanceof AppError) return error.code;
  if (isDatabaseAway(error)) return 'unavailable';
  logger.error({ err: error }, 'an act on one of many tasks failed');
  return 'internal_error';
}
