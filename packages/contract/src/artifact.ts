import { z } from './configure-zod.ts';
import { defineEndpoint } from './endpoint.ts';
import { listResponseOf, nothing } from './pagination.ts';
import { idSchema, timestampSchema } from './primitives.ts';

export const MAX_ARTIFACT_BYTES = 5_000_000;
/** The most files of one task. */
export const MAX_ARTIFACTS = 100;

/** `type/subtype`, without parameters. */
export const mediaTypeSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(100)
  .regex(/^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/, 'A media type such as text/csv');

/** A file that an agent saved with its task. `name` is safe to save under; `call_id` is the call that saved it. */
export const artifactSchema = z
  .object({
    id: idSchema,
    task_id: idSchema,
    call_id: idSchema,
    name: z.string(),
    media_type: z.string(),
    size_bytes: z.int(),
    /** Of the content, in hexadecimal. */
    sha256: z.string(),
    created_at: timestampSchema,
  })
  .meta({ id: 'Artifact' });
export type Artifact = z.infer<typeof artifactSchema>;

export const artifactEndpoints = {
  list: defineEndpoint({
    method: 'GET',
    path: '/tasks/:id/artifacts',
    summary: 'The files that a task saved, oldest first',
    access: 'tasks:read',
    params: z.object({ id: idSchema }),
    query: nothing,
    body: nothing,
    response: listResponseOf(artifactSchema),
    status: 200,
  }),
  download: defineEndpoint({
    method: 'GET',
    path: '/artifacts/:id/content',
    summary: 'The content of a file, always as a download',
    access: 'tasks:read',
    params: z.object({ id: idSchema }),
    query: nothing,
    body: nothing,
    /** The bytes themselves. */
    response: z.string().meta({ format: 'binary' }),
    status: 200,
  }),
};
