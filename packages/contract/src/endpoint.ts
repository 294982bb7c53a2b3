import type { AuditAction } from './audit-action.ts';
import type { z } from './configure-zod.ts';
import type { Scope } from './scope.ts';

/** Who may call: anyone, anyone signed in, or a credential with this scope. */
export type Access = Scope | 'public' | 'signed_in';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * An endpoint as data. The server mounts it, clients and tests call it, the OpenAPI document is printed from it.
 * `path` is relative to `/api/v1`, with `:name` for path parameters; each parameter is a key of `params`.
 * `status` is the status of a successful answer; 204 has no body.
 */
export type Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> = {
  method: Method;
  path: string;
  summary: string;
  access: Access;
  params: Params;
  query: Query;
  body: Body;
  response: Response;
  status: 200 | 201 | 202 | 204;
  /** The handler gets the bytes as they came, unparsed: a signature is over these. */
  readsRawBody?: true;
  /** The answer is `text/event-stream`, and `response` one of its messages: `{event, id?, data}`. */
  streams?: true;
  /** What the audit log calls a call that was done. */
  audit?: AuditAction;
};

/** Keeps the literal types of an endpoint definition. */
export function defineEndpoint<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Response extends z.ZodType,
>(endpoint: Endpoint<Params, Query, Body, Response>): Endpoint<Params, Query, Body, Response> {
  return endpoint;
}

export type EndpointParams<E extends Endpoint> = z.infer<E['params']>;
export type EndpointQuery<E extends Endpoint> = z.infer<E['query']>;
export type EndpointBody<E extends Endpoint> = z.infer<E['body']>;
export type EndpointResponse<E extends Endpoint> = z.infer<E['response']>;
/** What a caller sends: optional where the schema has a default. */
export type EndpointInput<E extends Endpoint> = {
  params: z.input<E['params']>;
  query: z.input<E['query']>;
  body: z.input<E['body']>;
};
