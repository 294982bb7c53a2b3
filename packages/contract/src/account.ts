import { z } from './configure-zod.ts';
import { defineEndpoint } from './endpoint.ts';
import { listResponseOf, nothing } from './pagination.ts';
import { idSchema, timestampSchema } from './primitives.ts';
import { roleSchema } from './scope-schemas.ts';

/** A password that a person chooses has at least this many characters. */
export const PASSWORD_MIN = 12;
const PASSWORD_MAX = 1_024;

/** The person that a browser is signed in as. */
export const accountSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    email: z.string(),
    role: roleSchema,
    /** Without one, only sign-in links sign in. */
    has_password: z.boolean(),
  })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof accountSchema>;

/** `current_password` is asked for where there is one. */
export const changePasswordRequestSchema = z.strictObject({
  current_password: z.string().min(1).max(PASSWORD_MAX).optional(),
  new_password: z.string().min(PASSWORD_MIN).max(PASSWORD_MAX),
});
export type ChangePasswordRequest = z.infer<typeof changePasswordRequestSchema>;

/** A browser that is signed in. */
export const accountSessionSchema = z
  .object({
    id: idSchema,
    /** As the browser called itself when it signed in. */
    user_agent: z.string().nullable(),
    created_at: timestampSchema,
    /** To the minute. */
    last_used_at: timestampSchema,
    expires_at: timestampSchema,
    /** The one that asks. */
    is_current: z.boolean(),
  })
  .meta({ id: 'AccountSession' });
export type AccountSession = z.infer<typeof accountSessionSchema>;

/** How many sessions were ended. */
export const endedSessionsSchema = z.object({ ended: z.int() });

/** For people in a browser; a token has no account. */
export const accountEndpoints = {
  get: defineEndpoint({
    method: 'GET',
    path: '/account',
    summary: 'The account that this browser is signed in to',
    access: 'signed_in',
    params: nothing,
    query: nothing,
    body: nothing,
    response: accountSchema,
    status: 200,
  }),
  changePassword: defineEndpoint({
    method: 'POST',
    path: '/account/password',
    summary:
      'Change the password; every other session ends, and sign-in links that wait for use become worthless',
    access: 'signed_in',
    params: nothing,
    query: nothing,
    body: changePasswordRequestSchema,
    response: endedSessionsSchema,
    status: 200,
  }),
  sessions: defineEndpoint({
    method: 'GET',
    path: '/account/sessions',
    summary: 'The browsers that are signed in to this account, the last used first',
    access: 'signed_in',
    params: nothing,
    query: nothing,
    body: nothing,
    response: listResponseOf(accountSessionSchema),
    status: 200,
  }),
  endSession: defineEndpoint({
    method: 'DELETE',
    path: '/account/sessions/:id',
    summary: 'Sign one of the browsers out',
    access: 'signed_in',
    params: z.object({ id: idSchema }),
    query: nothing,
    body: nothing,
    response: nothing,
    status: 204,
  }),
  endOtherSessions: defineEndpoint({
    method: 'DELETE',
    path: '/account/sessions',
    summary: 'Sign every other browser out',
    access: 'signed_in',
    params: nothing,
    query: nothing,
    body: nothing,
    response: endedSessionsSchema,
    status: 200,
  }),
};
