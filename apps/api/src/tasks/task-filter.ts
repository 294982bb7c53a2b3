import { idSchema, TASK_PRIORITIES, type ListTasksQuery, type TaskSort } from '@taskhelm/contract';
import { AppError } from '../errors.ts';
import { Prisma, type Sql } from '../db/client.ts';

export type TaskFilter = Partial<
  Pick<
    ListTasksQuery,
    | 'status'
    | 'source'
    | 'agent'
    | 'label'
    | 'priority'
    | 'trigger'
    | 'parent'
    | 'failure_code'
    | 'q'
    | 'created_from'
    | 'created_to'
    | 'finished_from'
    | 'finished_to'
    | 'waiting_over'
  >
>;

const UNIT_SECONDS: Record<string, number> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** The conditions of a filter over `tasks t JOIN agents a`; at least one, so that they can be joined with AND. */
export function taskConditions(filter: TaskFilter): Sql[] {
  const conditions: Sql[] = [Prisma.sql`TRUE`];
  const add = (wanted: boolean, condition: () => Sql): void => void (wanted && conditions.push(condition()));
  const some = (list: readonly unknown[] | undefined): boolean => list !== undefined && list.length > 0;
  add(some(filter.status), () => Prisma.sql`t.status = ANY (${filter.status}::task_status[])`);
  add(some(filter.source), () => Prisma.sql`t.source = ANY (${filter.source}::task_source[])`);
  add(
    some(filter.agent),
    // A name is the agent that has it; those that had it are meant only where none has.
    () => Prisma.sql`t.agent_id IN (
    SELECT id FROM agents a WHERE id::text = ANY (${filter.agent}::text[]) OR name = ANY (${filter.agent}::text[])
      AND (archived_at IS NULL OR NOT EXISTS (SELECT 1 FROM agents b WHERE b.name = a.name AND b.archived_at IS NULL)))`,
  );
  add(some(filter.label), () => Prisma.sql`t.labels && ${filter.label}::text[]`);
  const priorities = filter.priority?.map((priority) => TASK_PRIORITIES.indexOf(priority));
  add(some(priorities), () => Prisma.sql`t.priority = ANY (${priorities}::smallint[])`);
  add(some(filter.trigger), () => {
    const ids = filter.trigger?.filter((text) => idSchema.safeParse(text).success);
    return Prisma.sql`t.trigger_id IN (
      SELECT id FROM triggers WHERE name = ANY (${filter.trigger}::text[]) UNION ALL SELECT unnest(${ids}::uuid[]))`;
  });
  add(some(filter.parent), () => {
    const ids = filter.parent?.filter((id) => id !== 'none');
    const delegated = Prisma.sql`t.parent_task_id = ANY (${ids}::uuid[])`;
    return filter.parent?.includes('none')
      ? Prisma.sql`(t.parent_task_id IS NULL OR ${delegated})`
      : delegated;
  });
  // The status is said so that the index of failures serves.
  add(
    some(filter.failure_code),
    () => Prisma.sql`(t.status = 'failed' AND t.failure_code = ANY (${filter.failure_code}::text[]))`,
  );
  add(filter.q !== undefined, () => searchCondition(filter.q ?? ''));
  add(
    filter.created_from !== undefined,
    () => Prisma.sql`t.created_at >= ${filter.created_from}::timestamptz`,
  );
  add(filter.created_to !== undefined, () => Prisma.sql`t.created_at < ${filter.created_to}::timestamptz`);
  add(
    filter.finished_from !== undefined,
    () => Prisma.sql`t.finished_at >= ${filter.finished_from}::timestamptz`,
  );
  add(filter.finished_to !== undefined, () => Prisma.sql`t.finished_at < ${filter.finished_to}::timestamptz`);
  add(filter.waiting_over !== undefined, () => {
    const seconds =
      Number(filter.waiting_over?.slice(0, -1)) * (UNIT_SECONDS[filter.waiting_over?.slice(-1) ?? 's'] ?? 1);
    return Prisma.sql`(t.status = 'needs_input' AND t.waiting_since < now() - make_interval(secs => ${seconds}::double precision))`;
  });
  return conditions;
}

/**
 * All words must occur, the last one also as the beginning of a word, so that a list narrows while one types. Postgres
 * keeps addresses, file names and versions whole, so a word is looked for as Postgres cuts it, or in its parts.
 */
function searchCondition(q: string): Sql {
  const words = q.split(/\s+/);
  const query = words
    .map((word, index) => wordQuery(word, index === words.length - 1 ? ':*' : ''))
    .join(' & ');
  return Prisma.sql`t.search @@ to_tsquery('simple', ${query})`;
}

function wordQuery(word: string, ending: string): string {
  const parts = word.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const whole = `'${word.replaceAll(/['\\]/g, '$&$&')}'${ending}`;
  if (parts.length === 0 || (parts.length === 1 && parts[0] === word)) return whole;
  return `(${whole} | ${parts.map((part, index) => `'${part}'${index === parts.length - 1 ? ending : ''}`).join(' & ')})`;
}

// Ascending orders are the exact reverse of the descending ones, so that one index serves both.
const ORDERS: Record<TaskSort, Sql> = {
  '-created_at': Prisma.sql`t.created_at DESC, t.id DESC`,
  created_at: Prisma.sql`t.created_at, t.id`,
  '-started_at': Prisma.sql`t.started_at DESC NULLS LAST, t.id DESC`,
  started_at: Prisma.sql`t.started_at NULLS FIRST, t.id`,
  '-finished_at': Prisma.sql`t.finished_at DESC NULLS LAST, t.id DESC`,
  finished_at: Prisma.sql`t.finished_at NULLS FIRST, t.id`,
  '-priority': Prisma.sql`t.priority DESC, t.created_at DESC, t.id DESC`,
  priority: Prisma.sql`t.priority, t.created_at, t.id`,
};

export const taskOrder = (sort: TaskSort): Sql => ORDERS[sort];

export type Cursor = { createdAt: string; id: string };

export const writeCursor = (cursor: Cursor): string =>
  Buffer.from(`${cursor.createdAt} ${cursor.id}`).toString('base64url');

/** The condition "after this cursor" in a sort by created_at. Throws `invalid_query` for any other sort or text. */
export function cursorCondition(text: string, sort: TaskSort): Sql {
  const [createdAt = '', id = ''] = Buffer.from(text, 'base64url').toString().split(' ');
  const wellFormed =
    /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(createdAt) &&
    !Number.isNaN(Date.parse(createdAt)) &&
    idSchema.safeParse(id).success;
  if (!wellFormed || (sort !== 'created_at' && sort !== '-created_at')) {
    throw new AppError(
      'invalid_query',
      'The cursor must be the next_cursor of a list sorted by created_at or -created_at.',
      [{ path: 'cursor', code: 'invalid_value', message: 'Send next_cursor as it came' }],
    );
  }
  return sort === 'created_at'
    ? Prisma.sql`(t.created_at, t.id) > (${createdAt}::timestamptz, ${id}::uuid)`
    : Prisma.sql`(t.created_at, t.id) < (${createdAt}::timestamptz, ${id}::uuid)`;
}
