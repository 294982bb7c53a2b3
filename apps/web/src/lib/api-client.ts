import type {
  Endpoint,
  EndpointInput,
  EndpointQuery,
  EndpointResponse,
  ErrorBody,
  ErrorCode,
  ErrorDetail,
} from '@taskhelm/contract';

export const API_BASE = '/api/v1';

/** The server answered with an error, or with something that is not what the endpoint promises. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: ErrorCode | 'unexpected_answer';
  readonly details: readonly ErrorDetail[];
  readonly requestId: string | null;
  /** Seconds to wait before another try, where the server said so. */
  readonly retryAfter: number | null;

  constructor(
    message: string,
    fields: Pick<ApiError, 'status' | 'code'> &
      Partial<Pick<ApiError, 'details' | 'requestId' | 'retryAfter'>>,
  ) {
    super(message);
    this.name = 'ApiError';
    this.status = fields.status;
    this.code = fields.code;
    this.details = fields.details ?? [];
    this.requestId = fields.requestId ?? null;
    this.retryAfter = fields.retryAfter ?? null;
  }
}

/** No answer came: the server is down or the network is. */
export class NetworkError extends Error {
  constructor() {
    super('The server cannot be reached.');
    this.name = 'NetworkError';
  }
}

export type CallInput<E extends Endpoint> = {
  params?: EndpointInput<E>['params'];
  query?: Partial<EndpointQuery<E>>;
  body?: EndpointInput<E>['body'];
  headers?: Record<string, string>;
  signal?: AbortSignal;
};

/** Calls an endpoint of the contract and answers with its parsed response. Throws ApiError or NetworkError. */
export async function call<E extends Endpoint>(
  endpoint: E,
  input: CallInput<E> = {},
): Promise<EndpointResponse<E>> {
  const response = await send(endpoint, input);
  if (!response.ok) throw await readError(response);
  const body: unknown = endpoint.status === 204 ? {} : await readJson(response);
  // The server has held it against the endpoint's schema; here only what is not an answer of it is told apart.
  if (typeof body !== 'object' || body === null) {
    throw unexpectedAnswer(
      response,
      'The server sent an answer that this page does not understand. Reload the page.',
    );
  }
  return body as EndpointResponse<E>;
}

/** The answer of an endpoint whose content is a file, as text. */
export async function callText<E extends Endpoint>(endpoint: E, input: CallInput<E> = {}): Promise<string> {
  const response = await send(endpoint, input);
  if (!response.ok) throw await readError(response);
  return response.text();
}

async function send(endpoint: Endpoint, input: CallInput<Endpoint>): Promise<Response> {
  const { params, query, body, headers, signal } = input;
  try {
    return await fetch(urlOf(endpoint.path, params ?? {}, query ?? {}), {
      method: endpoint.method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new NetworkError();
  }
}

/** The address of a call: path parameters filled in, lists comma-joined, what is undefined left out. */
export function urlOf(path: string, params: object, query: object): string {
  const values = new Map<string, unknown>(Object.entries(params));
  const filled = path.replace(/:(\w+)/g, (_match, name: string) =>
    encodeURIComponent(String(values.get(name))),
  );
  const parts = Object.entries(query)
    .filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0))
    .map(([name, value]) => {
      const text = (Array.isArray(value) ? value : [value]).map((part) => encodeURIComponent(String(part)));
      return `${name}=${text.join(',')}`;
    });
  return `${API_BASE}${filled}${parts.length > 0 ? `?${parts.join('&')}` : ''}`;
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

async function readError(response: Response): Promise<ApiError> {
  const body = await readJson(response);
  if (!isErrorBody(body)) {
    return unexpectedAnswer(response, `The server answered ${response.status} without saying why.`);
  }
  const { error, code, request_id: requestId, details } = body;
  return new ApiError(error, {
    status: response.status,
    code,
    requestId,
    retryAfter: readRetryAfter(response),
    ...(details ? { details } : {}),
  });
}

function unexpectedAnswer(response: Response, message: string): ApiError {
  return new ApiError(message, {
    status: response.status,
    code: 'unexpected_answer',
    requestId: response.headers.get('x-request-id'),
    retryAfter: readRetryAfter(response),
  });
}

function readRetryAfter(response: Response): number | null {
  const seconds = Number(response.headers.get('retry-after'));
  return Number.isFinite(seconds) && seconds > 0 ? seconds : null;
}

/** What is between this page and the server answers in ways of its own. */
const isErrorBody = (body: unknown): body is ErrorBody =>
  typeof body === 'object' && body !== null && 'error' in body && 'code' in body && 'request_id' in body;
