import express, { type Express, type Request, type Response } from 'express';
import type {
  Endpoint,
  EndpointBody,
  EndpointInput,
  EndpointParams,
  EndpointQuery,
  z,
} from '@taskhelm/contract';
import { AppError } from '../errors.ts';
import type { AuditService } from '../audit/audit-service.ts';
import { attendCaller } from './attend-caller.ts';
import { auditCall, type Told } from './audit-call.ts';
import type { Authenticate } from './authenticate.ts';
import { authorize } from './authorize.ts';
import type { Caller } from './caller.ts';
import { cleanText } from './clean-text.ts';
import { entityTag, isMatch, tagOfVersion } from './entity-tag.ts';
import { invalidBody, invalidParams, invalidQuery } from './invalid-request.ts';
import { requireJson } from './json-body.ts';
import { EventStream, serveStream } from './serve-stream.ts';
import type { StreamRegistry } from './stream-registry.ts';

/** What a handler is given: everything parsed, the caller authorized. `signal` aborts when the client has gone or may no longer read. */
export type Call<E extends Endpoint> = {
  caller: Caller;
  params: EndpointParams<E>;
  query: EndpointQuery<E>;
  body: EndpointBody<E>;
  header: (name: string) => string | undefined;
  /** As it came; empty where the endpoint does not read it itself. */
  rawBody: Buffer;
  signal: AbortSignal;
};

class Reply<Value> {
  readonly value: Value;
  readonly status: number | undefined;
  readonly headers: Record<string, string>;
  readonly told: Told;

  constructor(value: Value, more: More) {
    this.value = value;
    this.status = more.status;
    this.headers = more.headers ?? {};
    this.told = more.told === undefined ? {} : more.told;
  }
}

type More = { status?: number; headers?: Record<string, string>; told?: Told };

/** A result with headers, with a status other than the endpoint's, or with more for the audit log. */
export const reply = <Value>(value: Value, more: More): Reply<Value> => new Reply(value, more);

/** Bytes that a person or a program saves; no browser shows them. */
class Download {
  readonly file: DownloadedFile;

  constructor(file: DownloadedFile) {
    this.file = file;
  }
}

type DownloadedFile = { name: string; mediaType: string; bytes: Uint8Array };

/** A result that is a file. */
export const download = (file: DownloadedFile): Download => new Download(file);

/** An answer without a body, in the place of the endpoint's own. */
export const noContent = (): Reply<never> => new Reply(undefined as never, { status: 204 });

type Result<E extends Endpoint> =
  z.input<E['response']> | Reply<z.input<E['response']>> | EventStream<z.input<E['response']>> | Download;
type Handler<E extends Endpoint> = (call: Call<E>) => Promise<Result<E>>;
type MountOptions<E extends Endpoint> = {
  /**
   * What the answer depends on, found out without building it; null where there is nothing. A caller who has the answer
   * of this version already gets a 304, and the handler is not called.
   */
  version?: (call: Call<E>) => Promise<string | null>;
};
export type Mount = <E extends Endpoint>(endpoint: E, handler: Handler<E>, options?: MountOptions<E>) => void;

const PREFIX = '/api/v1';
const BODY_LIMIT = '1mb';
/** Issues carry their input, so that a missing value can be told from a wrong one. */
const REPORT = { reportInput: true };

type MountParts = { authenticate: Authenticate; streams: StreamRegistry; audit: AuditService };

/** Serves endpoints on `app` as their definitions say: who may call, what is parsed, what is sent. */
export function createMount(app: Express, { authenticate, streams, audit }: MountParts): Mount {
  return (endpoint, handler, options) => {
    const path = PREFIX + endpoint.path;
    const method = endpoint.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
    app[method](
      path,
      ...(endpoint.readsRawBody
        ? [express.raw({ type: () => true, limit: BODY_LIMIT, inflate: false })]
        : [requireJson, express.json({ limit: BODY_LIMIT, inflate: false })]),
      async (request, response) => {
        const access = () => authorize(endpoint, request, authenticate);
        const caller = await access();
        // What a change has done is told to whoever asked for it, however long it took.
        const signal = attendCaller(response, endpoint.method === 'GET' ? access : undefined);
        const call = {
          caller,
          ...parse(endpoint, request),
          header: (name: string) => request.get(name),
          rawBody: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
          signal,
        };
        const version = (await options?.version?.(call)) ?? null;
        const known = version && tagOfVersion(request.headers['if-none-match'], version);
        if (known) {
          response.set('ETag', known).status(304).end();
          return;
        }
        const record = await auditCall(audit, endpoint, call);
        const result = await handler(call);
        await record(result instanceof Reply ? result : { value: result, told: {} });
        if (signal.reason instanceof AppError) throw signal.reason;
        if (result instanceof EventStream) {
          await serveStream(result, { endpoint, response, caller, streams, ended: signal });
        } else send(endpoint, response, { result, version });
      },
    );
  };
}

function parse<E extends Endpoint>(
  endpoint: E,
  request: Request,
): Pick<Call<E>, 'params' | 'query' | 'body'> {
  const params = endpoint.params.safeParse(cleanText(request.params), REPORT);
  if (!params.success) throw invalidParams();
  const query = endpoint.query.safeParse(cleanText(request.query), REPORT);
  if (!query.success) throw invalidQuery(query.error, endpoint.query);
  const sent: unknown = endpoint.readsRawBody ? {} : cleanText(request.body ?? {});
  const body = endpoint.body.safeParse(sent, REPORT);
  if (!body.success) throw invalidBody(body.error);
  return { params: params.data, query: query.data, body: body.data } as EndpointInput<E> &
    Pick<Call<E>, 'params' | 'query' | 'body'>;
}

type Sent = { result: unknown; version: string | null };

/** The response's schema is applied on the way out too: what it does not name does not leave. */
function send(endpoint: Endpoint, response: Response, { result, version }: Sent): void {
  if (result instanceof Download) return sendFile(response, result.file);
  const { value, status, headers } = result instanceof Reply ? result : new Reply(result, {});
  response.set(headers).status(status ?? endpoint.status);
  if (response.statusCode === 204) {
    response.end();
    return;
  }
  const body: unknown = endpoint.response.parse(value);
  if (typeof body === 'string') response.send(body);
  else if (endpoint.method === 'GET') sendIfNew(response, body as object, version);
  else response.json(body);
}

/** What a browser could run is sent as plain bytes; the rest as what it is, but to be saved, not shown. */
function sendFile(response: Response, { name, mediaType, bytes }: DownloadedFile): void {
  const harmless = /^(text\/(plain|csv|markdown)|application\/(json|pdf|zip)|image\/(png|jpeg|gif|webp))$/;
  response.attachment(name);
  response.set({
    'Content-Type': harmless.test(mediaType) ? mediaType : 'application/octet-stream',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
  });
  response.status(200).end(bytes);
}

/** Our own 304: Express sends none to a Cache-Control: no-cache, which `fetch` adds by itself to an If-None-Match. */
function sendIfNew(response: Response, body: object, version: string | null): void {
  const tag = response.get('ETag') ?? entityTag(body, version);
  response.set('ETag', tag);
  if (isMatch(response.req.headers['if-none-match'], tag)) response.status(304).end();
  else response.json(body);
}
