import { z } from './configure-zod.ts';
import { defineEndpoint } from './endpoint.ts';
import { listResponseOf, nothing } from './pagination.ts';
import { actorSchema, idSchema, timestampSchema } from './primitives.ts';

/** What `{{secret:NAME}}` in a header of http_request names. */
export const secretNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z][A-Za-z0-9_]*$/, 'Letters, digits and underscores, a letter first');

/** The URL that an allowed host stands for: https unless it says otherwise. */
export const secretHostUrl = (host: string): string => (/^https?:\/\//.test(host) ? host : `https://${host}`);

/**
 * Where a secret may be sent: `api.example.com`, with a port where it is not 443, over https. Only a whole origin with
 * `http://` allows a connection that is not encrypted.
 */
export const secretHostSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(300)
  .refine((text) => {
    if (!/^(https?:\/\/)?[a-z0-9.:[\]-]+$/.test(text)) return false;
    return URL.canParse(secretHostUrl(text));
  }, 'A host such as api.example.com, or an origin such as http://intranet.example:8080');

/** Never holds the value. */
export const secretSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    allowed_hosts: z.array(z.string()),
    created_by: actorSchema,
    created_at: timestampSchema,
    updated_at: timestampSchema,
    last_used_at: timestampSchema.nullable(),
  })
  .meta({ id: 'Secret' });
export type Secret = z.infer<typeof secretSchema>;

/** One line, as a header takes it. Short values could not be told from other text when they are hidden in answers. */
const secretValueSchema = z
  .string()
  .min(6)
  .max(4_096)
  .regex(/^[\x20-\x7e]+$/, 'Printable ASCII on one line');
const allowedHostsSchema = z.array(secretHostSchema).min(1).max(20);

export const createSecretRequestSchema = z.strictObject({
  name: secretNameSchema,
  value: secretValueSchema,
  allowed_hosts: allowedHostsSchema,
});
export type CreateSecretRequest = z.infer<typeof createSecretRequestSchema>;

/** New hosts need the value again, so that nobody who does not know it can have it sent elsewhere. */
export const updateSecretRequestSchema = z
  .strictObject({ value: secretValueSchema, allowed_hosts: allowedHostsSchema.optional() })
  .meta({ id: 'UpdateSecretRequest' });
export type UpdateSecretRequest = z.infer<typeof updateSecretRequestSchema>;

const secretParams = z.object({ id: idSchema });

export const secretEndpoints = {
  list: defineEndpoint({
    method: 'GET',
    path: '/secrets',
    summary: 'The secrets that tools may send, without their values',
    access: 'admin',
    params: nothing,
    query: nothing,
    body: nothing,
    response: listResponseOf(secretSchema),
    status: 200,
  }),
  create: defineEndpoint({
    method: 'POST',
    path: '/secrets',
    summary: 'Store a secret; its value is never shown again',
    access: 'admin',
    params: nothing,
    query: nothing,
    body: createSecretRequestSchema,
    response: secretSchema,
    status: 201,
    audit: 'secret_created',
  }),
  update: defineEndpoint({
    method: 'PATCH',
    path: '/secrets/:id',
    summary: 'Replace the value of a secret, and with it the hosts it may be sent to',
    access: 'admin',
    params: secretParams,
    query: nothing,
    body: updateSecretRequestSchema,
    response: secretSchema,
    status: 200,
    audit: 'secret_changed',
  }),
  remove: defineEndpoint({
    method: 'DELETE',
    path: '/secrets/:id',
    summary: 'Delete a secret',
    access: 'admin',
    params: secretParams,
    query: nothing,
    body: nothing,
    response: nothing,
    status: 204,
    audit: 'secret_deleted',
  }),
};
