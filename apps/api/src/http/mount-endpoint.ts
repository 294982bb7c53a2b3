import express, { type Express, type Request, type Response } from 'express';
import {
  hasScope,
  type Endpoint,
  type EndpointBody,
  type EndpointInput,
  type EndpointParams,
  type EndpointQuery,
  type Scope,
  type z,
} from '@taskhelm/contract';
import { AppError } from '../errors.ts';
import type { Authenticate } from './authenticate.ts';
import { anyone, type Caller } from './caller.ts';
import { cleanText } from './clean-text.ts';
import { entityTag, isMatch } from './entity-tag.ts';
import { invalidBody, invalidParams, invalidQuery } from './invalid-request.ts';
import { requireJson } from './json-body.ts';
import { refuseForeignPage } from './refuse-cross-site.ts';

/** What a handler is given: everything parsed, the caller authorized. `signal` aborts when the client has gone. */
export type Call<E extends Endpoint> = {
  caller: Caller;
  params: EndpointParams<E>;
  query: EndpointQuery<E>;
  body: EndpointBody<E>;
  header: (name: string) => string | undefined;
  signal: AbortSignal;
};

class Reply<Value> {
  readonly value: Value;
  readonly status: number | undefined;
  readonly headers: Record<string, string>;

  constructor(value: Value, more: { status?: number; headers?: Record<string, string> }) {
    this.value = value;
    this.status = more.status;
    this.headers = more.headers ?? {};
  }
}

/** A result with headers, or with a status other than the endpoint's. */
export const reply = <Value>(
  value: Value,
  more: { status?: number; headers?: Record<string, string> },
): Reply<Value> => new Reply(value, more);

type Handler<E extends Endpoint> = (
  call: Call<E>,
) => Promise<z.input<E['response']> | Reply<z.input<E['response']>>>;
export type Mount = <E extends Endpoint>(endpoint: E, handler: Handler<E>) => void;

const PREFIX = '/api/v1';
/** Issues carry their input, so that a missing value can be told from a wrong one. */
const REPORT = { reportInput: true };

/** Serves endpoints on `app` as their definitions say: who may call, what is parsed, what is sent. */
export function createMount(app: Express, authenticate: Authenticate): Mount {
  return (endpoint, handler) => {
    const path = PREFIX + endpoint.path;
    const method = endpoint.method.toLowerCase() as 'get' | 'post' | 'patch' | 'delete';
    app[method](
      path,
      requireJson,
      express.json({ limit: '1mb', inflate: false }),
      async (request, response) => {
        const caller = await authorize(endpoint, request, authenticate);
        const call = {
          caller,
          ...parse(endpoint, request),
          header: (name: string) => request.get(name),
          signal: goneSignal(response),
        };
        send(endpoint, response, await handler(call));
      },
    );
  };
}

async function authorize(endpoint: Endpoint, request: Request, authenticate: Authenticate): Promise<Caller> {
  if (endpoint.access === 'public') {
    if (request.method !== 'GET') refuseForeignPage(request);
    return anyone;
  }
  const caller = await authenticate(request);
  if (endpoint.access !== 'signed_in') requireScope(caller, endpoint.access);
  return caller;
}

function requireScope(caller: Caller, scope: Scope): void {
  if (hasScope(caller.scopes, scope)) return;
  throw new AppError(
    'forbidden',
    `This needs the scope ${scope}; yours are: ${caller.scopes.join(', ') || 'none'}.`,
  );
}

function parse<E extends Endpoint>(
  endpoint: E,
  request: Request,
): Pick<Call<E>, 'params' | 'query' | 'body'> {
  const params = endpoint.params.safeParse(cleanText(request.params), REPORT);
  if (!params.success) throw invalidParams();
  const query = endpoint.query.safeParse(cleanText(request.query), REPORT);
  if (!query.success) throw invalidQuery(query.error, endpoint.query);
  const body = endpoint.body.safeParse(cleanText(request.body ?? {}), REPORT);
  if (!body.success) throw invalidBody(body.error);
  return { params: params.data, query: query.data, body: body.data } as EndpointInput<E> &
    Pick<Call<E>, 'params' | 'query' | 'body'>;
}

function goneSignal(response: Response): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => controller.abort());
  return controller.signal;
}

/** The response's schema is applied on the way out too: what it does not name does not leave. */
function send(endpoint: Endpoint, response: Response, result: unknown): void {
  const { value, status, headers } = result instanceof Reply ? result : new Reply(result, {});
  response.set(headers).status(status ?? endpoint.status);
  if (endpoint.status === 204) response.end();
  else if (endpoint.method === 'GET') sendIfNew(response, endpoint.response.parse(value) as object);
  else response.json(endpoint.response.parse(value));
}

/** Our own 304: Express sends none to a Cache-Control: no-cache, which `fetch` adds by itself to an If-None-Match. */
function sendIfNew(response: Response, body: object): void {
  const tag = response.get('ETag') ?? entityTag(body);
  response.set('ETag', tag);
  if (isMatch(response.req.headers['if-none-match'], tag)) response.status(304).end();
  else response.json(body);
}
