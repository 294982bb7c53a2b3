import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import {
  CallToolResultSchema,
  ErrorCode,
  ListToolsResultSchema,
  McpError,
  type CallToolResult,
} from '@modelcontextprotocol/sdk/types.js';
import type { JsonObject } from '@taskhelm/contract';
import { explainMcpError } from './explain-mcp-error.ts';
import { McpLost, McpTooLarge, McpUnreachable } from './mcp-errors.ts';
import { readRemoteTool, type RemoteTool } from './remote-tool.ts';

const MAX_PAGES = 50;
const MAX_TOOLS = 500;
const OPENING_MS = 15_000;
/** Longer than any call may take: its signal ends it. */
const CALL_MS = 900_000;

export type McpCall = { remoteName: string; args: JsonObject; callId: string; signal: AbortSignal };

/** An initialised connection to a server. After a failure, and once closed, it is of no more use. */
export type McpConnection = {
  isOpen: () => boolean;
  listTools: () => Promise<RemoteTool[]>;
  callTool: (call: McpCall) => Promise<CallToolResult>;
  /** Ends it with a reason that those who wait for an answer get. */
  fail: (error: Error) => void;
  close: () => Promise<void>;
};

export type Opening = { name: string; timeoutMs: number; version: string };

/** `connect` is given what to call when the transport finds that answers will not come. */
export async function openMcpConnection(
  { name, timeoutMs, version }: Opening,
  connect: (fail: (error: Error) => void) => Transport,
): Promise<McpConnection> {
  const client = new Client({ name: 'taskhelm', version }, { capabilities: {} });
  let failure: Error | null = null;
  let open = true;
  const fail = (error: Error): void => {
    failure ??= error;
    open = false;
    void endQuietly(client);
  };
  Object.assign(client, {
    onclose: () => (open = false),
    onerror: (error: Error) => (error instanceof McpTooLarge ? fail(error) : undefined),
  });
  const request = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      throw failure ?? asLost(error, name);
    }
  };
  const transport = connect(fail);
  const wait = openingMs(timeoutMs);
  try {
    await client.connect(transport, { timeout: wait });
  } catch (error) {
    await transport.close().catch(() => undefined);
    throw explainConnect(failure ?? error, wait);
  }
  return {
    isOpen: () => open,
    listTools: () => request(() => listAll(client, wait)),
    callTool: ({ remoteName, args, callId, signal }) =>
      request(() =>
        client.request(
          {
            method: 'tools/call',
            params: { name: remoteName, arguments: args, _meta: { 'taskhelm/call-id': callId } },
          },
          CallToolResultSchema,
          { signal, timeout: CALL_MS },
        ),
      ),
    fail,
    close: async () => {
      open = false;
      await client.close();
    },
  };
}

/** How long a server may be silent when it is spoken to first, and when it is asked for its list. */
export function openingMs(timeoutMs: number): number {
  return Math.min(OPENING_MS, timeoutMs);
}

async function endQuietly(client: Client): Promise<void> {
  await client.close().catch(() => undefined);
}

async function listAll(client: Client, timeout: number): Promise<RemoteTool[]> {
  const tools: RemoteTool[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const params = cursor === undefined ? {} : { cursor };
    const answer = await client.request({ method: 'tools/list', params }, ListToolsResultSchema, { timeout });
    tools.push(...answer.tools.map(readRemoteTool));
    if (tools.length > MAX_TOOLS) break;
    cursor = answer.nextCursor;
    if (cursor === undefined) return tools;
  }
  throw new McpUnreachable(`It lists more than ${MAX_TOOLS} tools, or does not come to an end.`);
}

/** A connection that was closed is told apart from what the server itself answered. */
function asLost(error: unknown, name: string): unknown {
  const isClosed = error instanceof McpError && error.code === (ErrorCode.ConnectionClosed as number);
  return isClosed ? new McpLost(`${name} ended the connection`) : error;
}

/** Nothing was called yet, so whatever went wrong is the same to the caller. */
function explainConnect(error: unknown, waitedMs: number): McpUnreachable {
  if (error instanceof McpError && error.code === (ErrorCode.RequestTimeout as number)) {
    return new McpUnreachable(`It did not answer within ${waitedMs / 1_000} s.`);
  }
  if (error instanceof McpError && error.code === (ErrorCode.ConnectionClosed as number)) {
    return new McpUnreachable('It ended before it answered.');
  }
  return new McpUnreachable(explainMcpError(error));
}
