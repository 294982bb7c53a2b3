import { ToolError } from '../tool.ts';

/** They belong to the connection or say where a request goes, which is not for a model to choose. */
const CONNECTION_HEADERS =
  /^(host|connection|keep-alive|upgrade|te|trailer|transfer-encoding|content-length|expect|accept-encoding|proxy-.*)$/i;

/** The headers of a request; throws `ToolError` for those that cannot be sent. */
export function readRequestHeaders(headers: Readonly<Record<string, string>>): Headers {
  const read = new Headers({ 'user-agent': 'Taskhelm', accept: '*/*' });
  for (const [name, value] of Object.entries(headers)) {
    if (CONNECTION_HEADERS.test(name)) throw new ToolError(`The header ${name} cannot be set.`);
    try {
      read.set(name, value);
    } catch {
      throw new ToolError(`The header ${JSON.stringify(name)} is not a valid one.`);
    }
  }
  return read;
}
