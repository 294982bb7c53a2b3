import type { JsonObject, ToolEffect, ToolInfo } from '@taskhelm/contract';
import { defineTool, toolInfo, type Tool } from '@taskhelm/engine';
import type { PrismaClient } from '../db/client.ts';
import { argumentSchema } from '../mcp/argument-schema.ts';
import { wholeCallMs } from '../mcp/call-clock.ts';
import type { McpClient } from '../mcp/mcp-client.ts';
import { listMcpTools, type McpToolWithServer } from '../mcp/mcp-repository.ts';
import { explainToolState, mcpToolState } from '../mcp/mcp-tool-state.ts';
import { mcpToolInfo } from '../mcp/mcp-view.ts';

/** What an agent can call, and why it cannot call the rest of what it was given. */
export type ResolvedTools = { tools: Map<string, Tool>; unavailable: Map<string, string> };

export type ToolCatalog = ReturnType<typeof createToolCatalog>;

type Parts = { prisma: PrismaClient; builtIn: ReadonlyMap<string, Tool>; mcp: Pick<McpClient, 'call'> };

/** The built-in tools and those of MCP servers, which only count as long as they are what was approved. */
export function createToolCatalog({ prisma, builtIn, mcp }: Parts) {
  const resolve = async (names: readonly string[]): Promise<ResolvedTools> => {
    const others = names.filter((name) => !builtIn.has(name));
    const rows = others.length > 0 ? await listMcpTools(prisma, others) : [];
    const tools = new Map<string, Tool>();
    const unavailable = new Map<string, string>();
    for (const name of names) {
      const row = rows.find((each) => each.name === name);
      const state = row ? mcpToolState(row) : 'gone';
      const tool = builtIn.get(name) ?? (row && state === 'available' ? mcpTool(row, mcp) : undefined);
      if (tool) tools.set(name, tool);
      else unavailable.set(name, explainToolState(name, state === 'available' ? 'gone' : state));
    }
    return { tools, unavailable };
  };
  return {
    resolve,
    find: async (name: string): Promise<Tool | undefined> => (await resolve([name])).tools.get(name),
    list: async (): Promise<ToolInfo[]> => [
      ...[...builtIn.values()].map(toolInfo),
      ...(await listMcpTools(prisma)).map(mcpToolInfo),
    ],
  };
}

/** As it was approved: that is what the model reads and what the call is checked against. */
function mcpTool(row: McpToolWithServer, mcp: Parts['mcp']): Tool {
  const parameters = (row.approvedParameters ?? {}) as JsonObject;
  const effect = row.effect as ToolEffect;
  const pinned = { name: row.name, version: row.approvedVersion ?? '' };
  return defineTool<JsonObject>({
    kind: 'run',
    name: row.name,
    description: row.approvedDescription ?? '',
    parameters: argumentSchema(parameters),
    inputSchema: parameters,
    effect,
    // The client bounds the call itself, and knows whether it was made.
    timeoutMs: wholeCallMs(row.server.timeoutMs),
    run: (args, context) => mcp.call(pinned, args, context),
  });
}
