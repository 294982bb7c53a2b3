import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export type ModelRequest = {
  model: string;
  messages: { role: string; content: unknown; tool_call_id?: string }[];
  tools?: { function: { name: string } }[];
};
/** How a server answers one request; `count` says how many the model has had, this one included. */
export type Behaviour = (response: ServerResponse, request: ModelRequest, count: number) => void;

/** A server of chat completions on loopback that behaves as it is told, for each model as its name says. */
export type ModelServer = {
  url: string;
  host: string;
  requests: { model: string; authorization: string | undefined; path: string }[];
  /** The most requests that were under way at once. */
  mostAtOnce: number;
  behave: (model: string, behaviour: Behaviour) => void;
  close: () => Promise<void>;
};

export async function startModelServer(): Promise<ModelServer> {
  const behaviours = new Map<string, Behaviour>();
  let open = 0;
  const server = createServer((request, response) => void answer(request, response));
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    open += 1;
    model.mostAtOnce = Math.max(model.mostAtOnce, open);
    response.on('close', () => (open -= 1));
    const sent = await text(request).catch(() => '');
    const body = JSON.parse(sent || '{"model":""}') as ModelRequest;
    const { authorization } = request.headers;
    model.requests.push({ model: body.model, authorization, path: request.url ?? '' });
    const count = model.requests.filter((one) => one.model === body.model).length;
    (behaviours.get(body.model) ?? says('fine'))(response, body, count);
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const model: ModelServer = {
    url: `http://${host}/v1`,
    host,
    requests: [],
    mostAtOnce: 0,
    behave: (name, behaviour) => void behaviours.set(name, behaviour),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return model;
}

/** Chunks as in OpenAI's `CreateChatCompletionStreamResponse`. */
export function sendDeltas(response: ServerResponse, deltas: object[], finish = 'stop'): void {
  const frame = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1_700_000_000, model: 'm' };
  const send = (choices: object[], more = {}): void => {
    response.write(`data: ${JSON.stringify({ ...frame, choices, ...more })}\n\n`);
  };
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const delta of deltas) send([{ index: 0, delta, finish_reason: null }]);
  send([{ index: 0, delta: {}, finish_reason: finish }]);
  send([], { usage: { prompt_tokens: 20, completion_tokens: 10, total_tokens: 30 } });
  response.end('data: [DONE]\n\n');
}

export const says =
  (content: string): Behaviour =>
  (response) =>
    sendDeltas(response, [{ role: 'assistant', content }]);

type ToolCall = { id?: string; name: string; args: string };

export function sendCalls(response: ServerResponse, calls: ToolCall[]): void {
  const deltas = calls.map(({ id = 'call_1', name, args }, index) => ({
    tool_calls: [{ index, id, type: 'function', function: { name, arguments: args } }],
  }));
  sendDeltas(response, deltas, 'tool_calls');
}

/** Calls the tools in its first answer, and ends when it has their results. */
export const calls =
  (planned: ToolCall[], end = 'done'): Behaviour =>
  (response, request) =>
    request.messages.some(({ role }) => role === 'tool')
      ? sendDeltas(response, [{ role: 'assistant', content: end }])
      : sendCalls(response, planned);

export const refuses =
  (
    status: number,
    headers: Record<string, string> = {},
    body = '{"error":{"message":"not now"}}',
  ): Behaviour =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(body);
  };

/** One behaviour after the other; the last one is repeated. */
export const inTurn =
  (...behaviours: [Behaviour, ...Behaviour[]]): Behaviour =>
  (response, request, count) =>
    (behaviours[count - 1] ?? behaviours.at(-1) ?? behaviours[0])(response, request, count);
