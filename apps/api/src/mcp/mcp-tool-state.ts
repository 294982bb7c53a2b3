import type { ToolState } from '@taskhelm/contract';
import type { McpServerRow, McpToolRow } from './mcp-repository.ts';

type Pinned = Pick<McpToolRow, 'approvedVersion' | 'version' | 'present'> & {
  server: Pick<McpServerRow, 'enabled'>;
};

/** Whether a tool may be called: only what is still what an administrator approved. */
export function mcpToolState(tool: Pinned): ToolState {
  if (!tool.server.enabled) return 'server_off';
  if (!tool.present) return 'gone';
  if (tool.approvedVersion === null) return 'not_approved';
  return tool.approvedVersion === tool.version ? 'available' : 'changed';
}

const APPROVE = 'An administrator can approve it under Settings → MCP servers.';

/** Why a tool does not run, for the model. */
export function explainToolState(name: string, state: Exclude<ToolState, 'available'>): string {
  switch (state) {
    case 'not_approved':
      return `The tool ${name} did not run: it is switched off until it is approved. ${APPROVE}`;
    case 'changed':
      return `The tool ${name} did not run: it has changed since it was approved, so it is switched off. ${APPROVE}`;
    case 'gone':
      return `The tool ${name} did not run: its server does not offer it any more.`;
    case 'server_off':
      return `The tool ${name} did not run: its server is switched off.`;
  }
}
