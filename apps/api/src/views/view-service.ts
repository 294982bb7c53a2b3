import {
  hasScope,
  VIEWS_PER_OWNER,
  type CreateViewRequest,
  type UpdateViewRequest,
  type View,
} from '@taskhelm/contract';
import type { PrismaClient } from '../db/client.ts';
import { isNameTaken } from '../db/is-name-taken.ts';
import { AppError, notFound } from '../errors.ts';
import type { Caller } from '../http/caller.ts';
import { normalizeViewQuery } from './view-query.ts';
import {
  countViews,
  deleteView,
  findView,
  insertView,
  listViews,
  updateView,
  type ViewRow,
} from './view-repository.ts';

export type ViewService = ReturnType<typeof createViewService>;

/** Saved filters of the task list. A private one is seen by its owner only: for others it does not exist. */
export function createViewService(prisma: PrismaClient, newId: () => string) {
  const changeable = async (caller: Caller, id: string): Promise<ViewRow> => {
    const row = await findView(prisma, id, caller.actor);
    if (!row) throw notFound('view');
    if (isOwn(row, caller) || hasScope(caller.scopes, 'admin')) return row;
    throw new AppError('forbidden', `Only ${row.ownerName} and administrators may change this view.`);
  };

  return {
    list: async (caller: Caller): Promise<View[]> =>
      (await listViews(prisma, caller.actor)).map((row) => toView(row, caller)),
    create: async (caller: Caller, request: CreateViewRequest): Promise<View> => {
      refuseSharing(caller, request.shared);
      if ((await countViews(prisma, caller.actor)) >= VIEWS_PER_OWNER)
        throw new AppError('conflict', `You have ${VIEWS_PER_OWNER} views already; delete one first.`);
      const row = await insertView(prisma, {
        ...request,
        query: normalizeViewQuery(request.query),
        id: newId(),
        owner: caller.actor,
      }).catch(nameTaken(request.name));
      return toView(row, caller);
    },
    update: async (caller: Caller, id: string, change: UpdateViewRequest): Promise<View> => {
      await changeable(caller, id);
      refuseSharing(caller, change.shared ?? false);
      const query = change.query === undefined ? undefined : normalizeViewQuery(change.query);
      const row = await updateView(prisma, id, { ...change, query }).catch(nameTaken(change.name ?? ''));
      if (!row) throw notFound('view');
      return toView(row, caller);
    },
    remove: async (caller: Caller, id: string): Promise<void> => {
      await changeable(caller, id);
      await deleteView(prisma, id);
    },
  };
}

function refuseSharing(caller: Caller, shared: boolean): void {
  if (shared && !hasScope(caller.scopes, 'tasks:write'))
    throw new AppError('forbidden', 'Sharing a view needs the scope tasks:write; save it as a private one.');
}

const isOwn = (row: ViewRow, { actor }: Caller): boolean =>
  row.ownerType === actor.type && row.ownerId === actor.id;

const nameTaken =
  (name: string) =>
  (error: unknown): never => {
    if (isNameTaken(error))
      throw new AppError('name_taken', `There is a view of yours named ${name} already.`);
    throw error;
  };

function toView(row: ViewRow, caller: Caller): View {
  return {
    id: row.id,
    name: row.name,
    query: row.query,
    shared: row.shared,
    owner: { type: row.ownerType as View['owner']['type'], id: row.ownerId, name: row.ownerName },
    is_own: isOwn(row, caller),
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
