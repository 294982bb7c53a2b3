import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { createGuardedFetch, type GuardedFetch } from '@taskhelm/engine';
import type { Logger } from '../logger.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import type { StdioServer, StdioServers } from './mcp-config-file.ts';
import { openMcpConnection, type McpConnection } from './mcp-connection.ts';
import { McpUnreachable } from './mcp-errors.ts';
import type { McpServerRow } from './mcp-repository.ts';
import { createStdioTransport } from './stdio-transport.ts';
import { watchedFetch } from './watched-fetch.ts';

export type OpeningParts = {
  stdio: StdioServers;
  secrets: SecretBox;
  logger: Logger;
  /** Lets servers be at private, local and reserved addresses. */
  allowPrivateNetwork: boolean;
  /** Of Taskhelm, as servers are told. */
  version: string;
};

export const headersOwner = (serverId: string): string => `mcp-server:${serverId}`;

/** Connects to a server and initialises the protocol. */
export async function openMcpServer(parts: OpeningParts, server: McpServerRow): Promise<McpConnection> {
  const { name, timeoutMs } = server;
  const opening = { name, timeoutMs, version: parts.version };
  if (server.transport === 'stdio') {
    const started = parts.stdio.get(name);
    if (!started) throw new McpUnreachable('It is not in the MCP config file of this process.');
    return openMcpConnection(opening, () =>
      createStdioTransport(started, (text) => logStderr(parts.logger, { name, started, text })),
    );
  }
  const guarded = createGuardedFetch({ allowPrivateNetwork: parts.allowPrivateNetwork });
  const opened = openMcpConnection(opening, (fail) => httpTransport(parts, server, { guarded, fail }));
  const connection = await opened.catch((error: unknown) =>
    guarded.close().then(() => Promise.reject(error)),
  );
  return {
    ...connection,
    close: async () => {
      await connection.close().catch(() => undefined);
      await guarded.close();
    },
  };
}

type Http = { guarded: GuardedFetch; fail: (error: Error) => void };

function httpTransport({ secrets }: OpeningParts, server: McpServerRow, { guarded, fail }: Http): Transport {
  const headers = server.sealedHeaders
    ? (JSON.parse(secrets.open(server.sealedHeaders, headersOwner(server.id))) as Record<string, string>)
    : {};
  return new StreamableHTTPClientTransport(new URL(server.url ?? ''), {
    fetch: watchedFetch(guarded.fetch, fail),
    requestInit: { headers },
    // Redirects are refused by the fetch itself.
    redirectPolicy: 'follow',
  });
}

/** What a process printed as errors stays in the log, without the values that it was given. */
function logStderr(logger: Logger, from: { name: string; started: StdioServer; text: string }): void {
  const { name, started, text } = from;
  if (text.trim() === '') return;
  const secrets = Object.values(started.env).filter((value) => value.length >= 4);
  const masked = secrets.reduce((masked, secret) => masked.replaceAll(secret, '***'), text);
  logger.debug({ mcp_server: name }, `an MCP server ended; it had printed: ${masked.slice(-1_000)}`);
}
