import {
  canonicalJson,
  raceAbort,
  ToolContactLost,
  ToolError,
  toolVersion,
  type ToolContext,
} from '@taskhelm/engine';
import type { Json, JsonObject } from '@taskhelm/contract';
import type { PrismaClient } from '../db/client.ts';
import type { Transact } from '../db/transaction.ts';
import { createCallClock } from './call-clock.ts';
import { explainMcpError, isOutcomeKnown } from './explain-mcp-error.ts';
import type { McpConnection } from './mcp-connection.ts';
import { createMcpConnections } from './mcp-connections.ts';
import { listMcpTools, recordMcpFailure, recordMcpTools } from './mcp-repository.ts';
import type { ListedTool, McpServerRow } from './mcp-repository.ts';
import { mcpToolName } from './mcp-tool-name.ts';
import { explainToolState, mcpToolState } from './mcp-tool-state.ts';
import { openMcpServer, type OpeningParts } from './open-mcp-server.ts';
import { toolOutput } from './tool-output.ts';

export type McpClientParts = OpeningParts & { prisma: PrismaClient; transact: Transact };

/** `version` is the one that was approved; another one does not run. */
export type PinnedTool = { name: string; version: string };

export type McpClient = ReturnType<typeof createMcpClient>;

/** Speaks with MCP servers and records what they list. */
export function createMcpClient(parts: McpClientParts) {
  const { prisma, transact } = parts;
  const connections = createMcpConnections<McpServerRow & { key: string }>((server) =>
    openMcpServer(parts, server),
  );
  const recorded = new WeakMap<McpConnection, string>();

  /** The tools that the server lists now; the database knows them before anything else is done. */
  async function refresh(server: McpServerRow, connection: McpConnection): Promise<ListedTool[]> {
    const listed = (await connection.listTools()).map((tool): ListedTool => {
      const promise = { ...tool, name: mcpToolName(server.name, tool.remoteName) };
      return { ...promise, version: toolVersion(promise) };
    });
    const essence = canonicalJson(listed);
    if (recorded.get(connection) !== essence) {
      await transact((tx) => recordMcpTools(tx, server.id, listed));
      recorded.set(connection, essence);
    }
    return listed;
  }

  /** A connection that has just listed its tools. One that was kept and has died meanwhile is opened anew, once. */
  async function withTools<Result>(
    server: McpServerRow,
    work: (connection: McpConnection, listed: ListedTool[]) => Promise<Result>,
  ): Promise<Result> {
    const target = { ...server, key: String(server.version) };
    for (let isAgain = false; ; isAgain = true) {
      const done = await connections.use(target, async (connection) => {
        const wasKept = recorded.has(connection);
        const listed = await refresh(server, connection).catch((error: unknown) => {
          connections.retire(target);
          if (isAgain || !wasKept) throw error;
          return null;
        });
        return listed && { result: await work(connection, listed) };
      });
      if (done) return done.result;
    }
  }

  return {
    /** Connects, lists and records. Throws what `explainMcpError` explains; the failure is recorded too. */
    refresh: async (server: McpServerRow): Promise<void> => {
      try {
        await withTools(server, async () => undefined);
      } catch (error) {
        await recordMcpFailure(prisma, server.id, explainMcpError(error));
      }
    },
    /**
     * Calls a tool if it is, at this moment, what was approved. Throws `ToolError` where it did not run or failed, and
     * `ToolContactLost` where nobody knows.
     */
    call: async (pinned: PinnedTool, args: JsonObject, context: ToolContext): Promise<Json> => {
      const [row] = await listMcpTools(prisma, [pinned.name]);
      const state = row ? mcpToolState(row) : 'gone';
      if (!row || state !== 'available') throw refused(pinned, state);
      if (row.approvedVersion !== pinned.version) throw refused(pinned, 'changed');
      const { server } = row;
      const { timeoutMs } = server;
      const { callId } = context;
      const clock = createCallClock({ timeoutMs, harmless: row.effect === 'read', signal: context.signal });
      let isSent = false;
      const work = async (connection: McpConnection, listed: ListedTool[]): Promise<Json> => {
        const live = listed.find(({ name }) => name === pinned.name);
        if (live?.version !== pinned.version) throw refused(pinned, live ? 'changed' : 'gone');
        clock.signal.throwIfAborted();
        clock.begin();
        isSent = true;
        const { remoteName } = live;
        return toolOutput(await connection.callTool({ remoteName, args, callId, signal: clock.signal }));
      };
      try {
        return await raceAbort(withTools(server, work), clock.signal);
      } catch (error) {
        if (clock.signal.aborted) connections.retire({ ...server, key: String(server.version) });
        context.signal.throwIfAborted();
        throw await toToolFailure(error, { server, isSent });
      } finally {
        clock.stop();
      }
    },
    close: () => connections.close(),
  };

  async function toToolFailure(
    error: unknown,
    { server, isSent }: { server: McpServerRow; isSent: boolean },
  ): Promise<Error> {
    if (error instanceof ToolError) return error;
    const sentence = explainMcpError(error);
    if (!isSent) {
      await recordMcpFailure(prisma, server.id, sentence);
      return new ToolError(
        `The MCP server ${server.name} cannot be used, and nothing was called. ${sentence} The call may be made again.`,
      );
    }
    if (isOutcomeKnown(error)) return new ToolError(`The MCP server ${server.name}: ${sentence}`);
    return new ToolContactLost(
      `The MCP server ${server.name} was lost during the call. ${sentence} What it was doing may have happened all the same.`,
    );
  }
}

function refused({ name }: PinnedTool, state: ReturnType<typeof mcpToolState>): ToolError {
  return new ToolError(explainToolState(name, state === 'available' ? 'changed' : state));
}
