import { z } from './configure-zod.ts';
import { defineEndpoint } from './endpoint.ts';
import { listResponseOf, nothing } from './pagination.ts';
import { actorSchema, idSchema, timestampSchema } from './primitives.ts';
import { taskFilterShape, taskSortSchema } from './task.ts';

export const VIEWS_PER_OWNER = 100;

/** A moment, or one before the time of reading: `now-24h`, `now`. */
export const relativeMomentSchema = z.union([
  z.iso.datetime({ offset: true }),
  z.string().regex(/^now(-\d{1,4}[mhdw])?$/, 'A moment such as now-24h, or an RFC 3339 time'),
]);

const { created_from: _from, created_to: _to, ...filters } = taskFilterShape;

/**
 * What a saved view may hold: the parameters of the task list as the dashboard's address bar spells them. `from` and `to`
 * bound the time of creation; they and those of the end may be relative; `columns` and `density` say how the table looks.
 */
export const viewParametersSchema = z.strictObject({
  ...filters,
  from: relativeMomentSchema.optional(),
  to: relativeMomentSchema.optional(),
  finished_from: relativeMomentSchema.optional(),
  finished_to: relativeMomentSchema.optional(),
  sort: taskSortSchema.optional(),
  per_page: z.enum(['25', '50', '100']).optional(),
  columns: z
    .string()
    .regex(/^[a-z_,]{1,200}$/)
    .optional(),
  density: z.enum(['compact', 'default', 'comfortable']).optional(),
});

const nameSchema = z.string().trim().min(1).max(80);
/** A query string without its `?`, e.g. `status=failed&agent=ops`; its parameters are checked. */
const querySchema = z.string().max(2_000);

export const viewSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    query: z.string(),
    /** Everyone who may read tasks sees a shared view; its owner and administrators may change it. */
    shared: z.boolean(),
    owner: actorSchema,
    is_own: z.boolean(),
    created_at: timestampSchema,
    updated_at: timestampSchema,
  })
  .meta({ id: 'View' });
export type View = z.infer<typeof viewSchema>;

export const createViewRequestSchema = z
  .strictObject({ name: nameSchema, query: querySchema, shared: z.boolean().default(false) })
  .meta({ id: 'CreateViewRequest' });
export type CreateViewRequest = z.infer<typeof createViewRequestSchema>;

export const updateViewRequestSchema = z
  .strictObject({
    name: nameSchema.optional(),
    query: querySchema.optional(),
    shared: z.boolean().optional(),
  })
  .refine((body) => Object.keys(body).length > 0, 'Nothing to change: send at least one key');
export type UpdateViewRequest = z.infer<typeof updateViewRequestSchema>;

const viewParams = z.object({ id: idSchema });

export const viewEndpoints = {
  list: defineEndpoint({
    method: 'GET',
    path: '/views',
    summary: 'My saved views and the shared ones, by name',
    access: 'tasks:read',
    params: nothing,
    query: nothing,
    body: nothing,
    response: listResponseOf(viewSchema),
    status: 200,
  }),
  create: defineEndpoint({
    method: 'POST',
    path: '/views',
    summary: 'Save a view; a shared one needs the scope tasks:write',
    access: 'tasks:read',
    params: nothing,
    query: nothing,
    body: createViewRequestSchema,
    response: viewSchema,
    status: 201,
  }),
  update: defineEndpoint({
    method: 'PATCH',
    path: '/views/:id',
    summary: 'Rename, change, share or unshare a view',
    access: 'tasks:read',
    params: viewParams,
    query: nothing,
    body: updateViewRequestSchema,
    response: viewSchema,
    status: 200,
  }),
  remove: defineEndpoint({
    method: 'DELETE',
    path: '/views/:id',
    summary: 'Delete a view',
    access: 'tasks:read',
    params: viewParams,
    query: nothing,
    body: nothing,
    response: nothing,
    status: 204,
  }),
};
