import type { Endpoint, EndpointInput } from '@taskhelm/contract';
import { urlOf } from './api-client.ts';

/**
 * A call of an endpoint as a line for a shell. `$TOKEN` stands in the place of a secret; quotes in the body are escaped for
 * a POSIX shell.
 */
export function curlLine<E extends Endpoint>(
  endpoint: E,
  input: Partial<Pick<EndpointInput<E>, 'params' | 'query' | 'body'>> = {},
  origin: string = location.origin,
): string {
  const { params, query, body } = input as { params?: object; query?: object; body?: object };
  const address = `${origin}${urlOf(endpoint.path, params ?? {}, query ?? {})}`;
  const hasBody = body !== undefined && Object.keys(body).length > 0;
  return [
    'curl',
    ...(endpoint.method === 'GET' ? [] : ['-X', endpoint.method]),
    quote(address),
    '-H "Authorization: Bearer $TOKEN"',
    ...(hasBody ? ['-H "Content-Type: application/json"', '-d', quote(JSON.stringify(body))] : []),
  ].join(' ');
}

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
