import type { Actor, JsonObject } from '@taskhelm/contract';
import { Prisma, type Db } from '../db/client.ts';

export type McpServerRow = Awaited<ReturnType<Db['mcpServer']['findFirstOrThrow']>>;
export type McpToolRow = Awaited<ReturnType<Db['mcpTool']['findFirstOrThrow']>>;
export type McpServerWithTools = McpServerRow & { tools: McpToolRow[] };
export type McpToolWithServer = McpToolRow & { server: McpServerRow };

const WITH_TOOLS = { tools: { orderBy: { remoteName: 'asc' } } } as const;

export async function listMcpServers(db: Db): Promise<McpServerWithTools[]> {
  return db.mcpServer.findMany({ include: WITH_TOOLS, orderBy: { name: 'asc' } });
}

export async function findMcpServer(db: Db, id: string): Promise<McpServerWithTools | null> {
  return db.mcpServer.findUnique({ where: { id }, include: WITH_TOOLS });
}

/** With these names, or all. */
export async function listMcpTools(db: Db, names?: string[]): Promise<McpToolWithServer[]> {
  return db.mcpTool.findMany({
    ...(names ? { where: { name: { in: names } } } : {}),
    include: { server: true },
    orderBy: { name: 'asc' },
  });
}

/** Makes sure that the stdio servers of the config file have a row. Returns names that an HTTP server has already. */
export async function ensureStdioServers(
  db: Db,
  servers: { id: string; name: string; timeoutMs: number }[],
): Promise<string[]> {
  if (servers.length === 0) return [];
  const rows = servers.map((server) => ({ ...server, transport: 'stdio' }));
  await db.mcpServer.createMany({ data: rows, skipDuplicates: true });
  for (const { name, timeoutMs } of servers) {
    await db.mcpServer.updateMany({
      where: { name, transport: 'stdio', timeoutMs: { not: timeoutMs } },
      data: { timeoutMs },
    });
  }
  const names = servers.map(({ name }) => name);
  const taken = await db.mcpServer.findMany({ where: { name: { in: names }, transport: { not: 'stdio' } } });
  return taken.map(({ name }) => name);
}

export async function recordMcpFailure(db: Db, serverId: string, error: string): Promise<void> {
  await db.mcpServer.updateMany({ where: { id: serverId }, data: { error, checkedAt: new Date() } });
}

export type ListedTool = Pick<McpToolRow, 'name' | 'remoteName' | 'description' | 'version'> & {
  parameters: JsonObject;
  hints: JsonObject;
};

/** Records what a server lists now; approvals stay as they are. One at a time for each server. */
export async function recordMcpTools(tx: Db, serverId: string, listed: ListedTool[]): Promise<void> {
  const locked = await tx.$queryRaw<
    unknown[]
  >`SELECT 1 FROM mcp_servers WHERE id = ${serverId}::uuid FOR UPDATE`;
  if (locked.length === 0) return;
  const names = listed.map(({ name }) => name);
  await tx.mcpTool.updateMany({ where: { serverId, name: { notIn: names } }, data: { present: false } });
  await tx.mcpTool.createMany({ data: listed.map((tool) => ({ ...tool, serverId })), skipDuplicates: true });
  const rows = await tx.mcpTool.findMany({ where: { serverId, name: { in: names } } });
  for (const row of rows) {
    const tool = listed.find(({ name }) => name === row.name);
    const isSame = row.present && tool?.version === row.version && sameHints(row.hints, tool.hints);
    if (tool && !isSame)
      await tx.mcpTool.update({ where: { name: row.name }, data: { ...tool, present: true } });
  }
  await tx.mcpServer.update({ where: { id: serverId }, data: { error: null, checkedAt: new Date() } });
}

const sameHints = (a: unknown, b: JsonObject): boolean =>
  Object.entries(b).every(([key, value]) => (a as JsonObject)[key] === value);

/** Approves a tool as it stands if that is still `version`. False where it is not. */
export async function approveMcpTool(
  tx: Db,
  tool: { serverId: string; name: string; version: string; effect: string | undefined },
  by: Actor,
): Promise<boolean> {
  const count = await tx.$executeRaw`
    UPDATE mcp_tools SET approved_version = version, approved_description = description, approved_parameters = parameters,
      approved_at = now(), approved_by_type = ${by.type}, approved_by_id = ${by.id}, approved_by_name = ${by.name},
      effect = coalesce(${tool.effect ?? null}, effect)
    WHERE server_id = ${tool.serverId}::uuid AND name = ${tool.name} AND version = ${tool.version} AND present`;
  return count > 0;
}

export const NOT_APPROVED = {
  approvedVersion: null,
  approvedDescription: null,
  approvedParameters: Prisma.DbNull,
  approvedAt: null,
  approvedByType: null,
  approvedById: null,
  approvedByName: null,
} as const;

/** Which agents were given which of these tools. */
export async function listToolUsers(db: Db, toolNames: string[]): Promise<Map<string, string[]>> {
  const agents = await db.agent.findMany({
    where: { tools: { hasSome: toolNames }, archivedAt: null },
    select: { name: true, tools: true },
    orderBy: { name: 'asc' },
  });
  return new Map(
    toolNames.map((tool) => [
      tool,
      agents.filter(({ tools }) => tools.includes(tool)).map(({ name }) => name),
    ]),
  );
}

/** Takes tools away from every agent that has them. */
export async function withdrawTools(tx: Db, toolNames: string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE agents SET version = version + 1, updated_at = now(),
      tools = ARRAY(SELECT t FROM unnest(tools) WITH ORDINALITY u(t, n) WHERE NOT t = ANY (${toolNames}::text[]) ORDER BY n),
      confirm_tools = ARRAY(SELECT t FROM unnest(confirm_tools) WITH ORDINALITY u(t, n) WHERE NOT t = ANY (${toolNames}::text[]) ORDER BY n)
    WHERE tools && ${toolNames}::text[]`;
}
