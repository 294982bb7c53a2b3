import { z } from './configure-zod.ts';
import { defineEndpoint } from './endpoint.ts';
import { nothing } from './pagination.ts';
import { actorSchema } from './primitives.ts';
import { roleSchema, scopeSchema } from './scope-schemas.ts';

/** Who the caller is and what the server runs. */
export const whoAmISchema = z
  .object({
    actor: actorSchema,
    email: z.string().nullable(),
    role: roleSchema.nullable(),
    scopes: z.array(scopeSchema),
    version: z.string(),
    /** Changes when a new web app is served. */
    build_id: z.string(),
  })
  .meta({ id: 'WhoAmI' });
export type WhoAmI = z.infer<typeof whoAmISchema>;

/** Sign in with the one-time code of a sign-in link, or with e-mail and password. */
export const signInRequestSchema = z.union([
  z.strictObject({ code: z.string().min(1).max(200) }),
  z.strictObject({ email: z.string().trim().min(1).max(320), password: z.string().min(1).max(1_024) }),
]);
export type SignInRequest = z.infer<typeof signInRequestSchema>;

export const browserSessionEndpoints = {
  signIn: defineEndpoint({
    method: 'POST',
    path: '/session',
    summary: 'Sign a browser in; sets an HttpOnly cookie',
    access: 'public',
    params: nothing,
    query: nothing,
    body: signInRequestSchema,
    response: whoAmISchema,
    status: 201,
    audit: 'signed_in',
  }),
  whoAmI: defineEndpoint({
    method: 'GET',
    path: '/session',
    summary: 'Who am I',
    access: 'signed_in',
    params: nothing,
    query: nothing,
    body: nothing,
    response: whoAmISchema,
    status: 200,
  }),
  signOut: defineEndpoint({
    method: 'DELETE',
    path: '/session',
    summary: 'Sign out; the cookie is worthless from then on',
    access: 'public',
    params: nothing,
    query: nothing,
    body: nothing,
    response: nothing,
    status: 204,
  }),
};
