import { z } from './configure-zod.ts';
import { defineEndpoint } from './endpoint.ts';
import { listResponseOf, nothing } from './pagination.ts';
import { actorSchema, idSchema, momentSchema, timestampSchema } from './primitives.ts';
import { scopeSchema } from './scope-schemas.ts';

/** An API token without its secret. */
export const tokenSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    /** The first characters of the secret, to recognise it by. */
    prefix: z.string(),
    scopes: z.array(scopeSchema),
    created_by: actorSchema,
    created_at: timestampSchema,
    expires_at: timestampSchema.nullable(),
    last_used_at: timestampSchema.nullable(),
    revoked_at: timestampSchema.nullable(),
  })
  .meta({ id: 'Token' });
export type Token = z.infer<typeof tokenSchema>;

/** `expires_at` null or left out: it does not expire. A token gets no scope that its maker lacks. */
export const createTokenRequestSchema = z.strictObject({
  name: z.string().trim().min(1).max(100),
  scopes: z.array(scopeSchema).min(1).max(10),
  expires_at: momentSchema.nullable().optional(),
});
export type CreateTokenRequest = z.infer<typeof createTokenRequestSchema>;

/** The only answer that ever holds the secret. */
export const createdTokenSchema = tokenSchema.extend({ token: z.string() }).meta({ id: 'CreatedToken' });
export type CreatedToken = z.infer<typeof createdTokenSchema>;

export const tokenEndpoints = {
  list: defineEndpoint({
    method: 'GET',
    path: '/tokens',
    summary: 'List API tokens',
    access: 'admin',
    params: nothing,
    query: nothing,
    body: nothing,
    response: listResponseOf(tokenSchema),
    status: 200,
  }),
  create: defineEndpoint({
    method: 'POST',
    path: '/tokens',
    summary: 'Create an API token; the answer shows its secret once',
    access: 'admin',
    params: nothing,
    query: nothing,
    body: createTokenRequestSchema,
    response: createdTokenSchema,
    status: 201,
    audit: 'token_created',
  }),
  revoke: defineEndpoint({
    method: 'DELETE',
    path: '/tokens/:id',
    summary: 'Revoke an API token, effective with its next request',
    access: 'admin',
    params: z.object({ id: idSchema }),
    query: nothing,
    body: nothing,
    response: tokenSchema,
    status: 200,
    audit: 'token_revoked',
  }),
};
