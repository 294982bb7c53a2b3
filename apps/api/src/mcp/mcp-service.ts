import {
  type ApproveToolsRequest,
  type CreateMcpServerRequest,
  type McpServer,
  type UpdateMcpServerRequest,
  type UpdateMcpToolRequest,
} from '@taskhelm/contract';
import type { PrismaClient } from '../db/client.ts';
import { isNameTaken } from '../db/is-name-taken.ts';
import type { Transact } from '../db/transaction.ts';
import { AppError, notFound } from '../errors.ts';
import type { Caller } from '../http/caller.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import type { McpClient } from './mcp-client.ts';
import type { StdioServers } from './mcp-config-file.ts';
import {
  approveMcpTool,
  findMcpServer,
  listMcpServers,
  listToolUsers,
  NOT_APPROVED,
  withdrawTools,
  type McpServerWithTools,
} from './mcp-repository.ts';
import { toMcpServer } from './mcp-view.ts';
import { headersOwner } from './open-mcp-server.ts';

export type McpServiceParts = {
  prisma: PrismaClient;
  transact: Transact;
  secrets: SecretBox;
  stdio: StdioServers;
  client: Pick<McpClient, 'refresh'>;
  newId: () => string;
};

export type McpService = ReturnType<typeof createMcpService>;

/** MCP servers and what is approved of their tools. */
export function createMcpService(parts: McpServiceParts) {
  const { prisma, transact, secrets, stdio, client, newId } = parts;

  const required = async (id: string): Promise<McpServerWithTools> => {
    const row = await findMcpServer(prisma, id);
    if (!row) throw notFound('MCP server');
    return row;
  };
  const view = async (rows: McpServerWithTools[]): Promise<McpServer[]> => {
    const names = rows.flatMap(({ tools }) => tools.map(({ name }) => name));
    const users = await listToolUsers(prisma, names);
    return rows.map((row) => toMcpServer(row, { stdio, users }));
  };
  const get = async (id: string): Promise<McpServer> => {
    const [server] = await view([await required(id)]);
    if (!server) throw notFound('MCP server');
    return server;
  };
  const sealed = (id: string, headers: Record<string, string>) => ({
    headerNames: Object.keys(headers).toSorted(),
    sealedHeaders:
      Object.keys(headers).length > 0 ? secrets.seal(JSON.stringify(headers), headersOwner(id)) : null,
  });

  return {
    get,
    list: async (): Promise<McpServer[]> => view(await listMcpServers(prisma)),
    create: async ({ headers, timeout_ms, ...rest }: CreateMcpServerRequest): Promise<McpServer> => {
      const id = newId();
      const data = { id, ...rest, transport: 'http', timeoutMs: timeout_ms, ...sealed(id, headers) };
      await prisma.mcpServer.create({ data }).catch(takenName(rest.name));
      return get(id);
    },
    /** With `version` the change is made only to the server as the caller saw it. */
    update: async (id: string, change: UpdateMcpServerRequest): Promise<McpServer> => {
      const current = await required(id);
      const { version = current.version, headers, timeout_ms, ...rest } = change;
      if (current.transport === 'stdio') refuseStdio(change);
      refuseMovedHeaders(current, change);
      const { count } = await prisma.mcpServer.updateMany({
        where: { id, version },
        data: {
          ...rest,
          ...(timeout_ms === undefined ? {} : { timeoutMs: timeout_ms }),
          ...(headers === undefined ? {} : sealed(id, headers)),
          ...(rest.url === undefined ? {} : { error: null, checkedAt: null }),
          version: { increment: 1 },
          updatedAt: new Date(),
        },
      });
      if (count === 0) {
        throw new AppError(
          'version_conflict',
          `The server was changed by someone else: it is at version ${current.version} now.`,
        );
      }
      return get(id);
    },
    /** Takes its tools away from the agents that have them. */
    remove: async (id: string): Promise<void> => {
      const row = await required(id);
      if (row.transport === 'stdio' && stdio.has(row.name)) {
        throw new AppError('conflict', `Take ${row.name} out of the MCP config file and start again first.`);
      }
      await transact(async (tx) => {
        await withdrawTools(
          tx,
          row.tools.map(({ name }) => name),
        );
        await tx.mcpServer.deleteMany({ where: { id } });
      });
    },
    test: async (id: string): Promise<McpServer> => {
      await client.refresh(await required(id));
      return get(id);
    },
    /** All of them, or none where one is no longer what was looked at. */
    approve: async (caller: Caller, id: string, { tools }: ApproveToolsRequest): Promise<McpServer> => {
      await required(id);
      await transact(async (tx) => {
        for (const { name, version, effect } of tools) {
          const isDone = await approveMcpTool(tx, { serverId: id, name, version, effect }, caller.actor);
          if (!isDone) {
            throw new AppError(
              'version_conflict',
              `${name} is not what you looked at any more, so nothing was approved. Look at it again.`,
            );
          }
        }
      });
      return get(id);
    },
    updateTool: async (id: string, name: string, change: UpdateMcpToolRequest): Promise<McpServer> => {
      const { count } = await prisma.mcpTool.updateMany({
        where: { serverId: id, name },
        data: {
          ...(change.effect === undefined ? {} : { effect: change.effect }),
          ...(change.approved === false ? NOT_APPROVED : {}),
        },
      });
      if (count === 0) throw notFound('tool of this server');
      return get(id);
    },
  };
}

function refuseStdio(change: UpdateMcpServerRequest): void {
  const others = Object.keys(change).filter((key) => key !== 'enabled' && key !== 'version');
  const details = others.map((path) => ({
    path,
    code: 'not_allowed',
    message: 'Set in the MCP config file only',
  }));
  if (details.length > 0) {
    throw new AppError('validation_failed', 'This server is set up in the MCP config file.', details);
  }
}

/** Headers were given for one address; whoever may only change the address must not have them sent to another. */
function refuseMovedHeaders(current: McpServerWithTools, { url, headers }: UpdateMcpServerRequest): void {
  if (url === undefined || headers !== undefined || current.headerNames.length === 0) return;
  if (new URL(url).origin === new URL(current.url ?? url).origin) return;
  const message = `The headers (${current.headerNames.join(', ')}) were given for another address: send them again, or {}`;
  throw new AppError('validation_failed', `${message}.`, [{ path: 'headers', code: 'required', message }]);
}

/** Two may ask for a name at once; the database lets one have it. */
const takenName =
  (name: string) =>
  (error: unknown): never => {
    if (isNameTaken(error)) throw new AppError('name_taken', `There is an MCP server named ${name} already.`);
    throw error;
  };
