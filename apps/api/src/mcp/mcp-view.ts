import type { Actor, JsonObject, McpServer, McpTool, ToolEffect, ToolInfo } from '@taskhelm/contract';
import type { StdioServers } from './mcp-config-file.ts';
import type { McpServerWithTools, McpToolRow, McpToolWithServer } from './mcp-repository.ts';
import { mcpToolState } from './mcp-tool-state.ts';

type Around = { stdio: StdioServers; users: ReadonlyMap<string, string[]> };

export function toMcpServer(row: McpServerWithTools, { stdio, users }: Around): McpServer {
  const started = stdio.get(row.name);
  return {
    id: row.id,
    name: row.name,
    transport: row.transport as McpServer['transport'],
    url: row.url,
    command: row.transport === 'stdio' && started ? [started.command, ...started.args].join(' ') : null,
    header_names: row.headerNames,
    timeout_ms: row.timeoutMs,
    enabled: row.enabled,
    state: serverState(row, stdio),
    error: row.error,
    checked_at: row.checkedAt?.toISOString() ?? null,
    tools: row.tools.map((tool) => toMcpTool({ ...tool, server: row }, users.get(tool.name) ?? [])),
    version: row.version,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

function serverState(row: McpServerWithTools, stdio: StdioServers): McpServer['state'] {
  if (row.transport === 'stdio' && !stdio.has(row.name)) return 'not_configured';
  if (!row.enabled) return 'off';
  if (row.error !== null) return 'failed';
  return row.checkedAt === null ? 'unknown' : 'connected';
}

function toMcpTool(row: McpToolWithServer, usedBy: string[]): McpTool {
  return {
    name: row.name,
    remote_name: row.remoteName,
    description: row.description,
    parameters: row.parameters as JsonObject,
    version: row.version,
    state: mcpToolState(row),
    effect: row.effect as ToolEffect,
    hints: row.hints as McpTool['hints'],
    approved: approvedOf(row),
    used_by: usedBy,
  };
}

function approvedOf(row: McpToolRow): McpTool['approved'] {
  if (row.approvedVersion === null || row.approvedAt === null) return null;
  return {
    version: row.approvedVersion,
    description: row.approvedDescription ?? '',
    parameters: (row.approvedParameters ?? {}) as JsonObject,
    at: row.approvedAt.toISOString(),
    by: {
      type: (row.approvedByType ?? 'system') as Actor['type'],
      id: row.approvedById,
      name: row.approvedByName ?? '',
    },
  };
}

/** As it stands beside the built-in tools. What was approved is shown, not what a server makes of it later. */
export function mcpToolInfo(row: McpToolWithServer): ToolInfo {
  return {
    name: row.name,
    description: row.approvedDescription ?? row.description,
    effect: row.effect as ToolEffect,
    parameters: (row.approvedParameters ?? row.parameters) as JsonObject,
    version: row.approvedVersion ?? row.version,
    source: 'mcp',
    server: row.server.name,
    state: mcpToolState(row),
  };
}
