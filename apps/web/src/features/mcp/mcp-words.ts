import type { McpServer, McpTool, ToolEffect, ToolState } from '@taskhelm/contract';
import { plural } from '../../lib/format-number.ts';

export const SERVER_STATES: Record<McpServer['state'], string> = {
  connected: 'Connected',
  failed: 'Failed',
  unknown: 'Not tested yet',
  off: 'Off',
  not_configured: 'Not in the config file any more',
};

export const TOOL_STATES: Record<ToolState, string> = {
  available: 'Approved',
  not_approved: 'Not approved',
  changed: 'Changed, switched off',
  gone: 'Gone',
  server_off: 'Server is off',
};

export const EFFECTS: Record<ToolEffect, string> = {
  once: 'Changes something each time',
  idempotent: 'Twice is the same as once',
  read: 'Only reads',
};

/** "3 tools, 1 approved, 2 to look at" */
export function summariseTools(tools: readonly McpTool[]): string {
  const count = (wanted: (state: ToolState) => boolean): number =>
    tools.filter(({ state }) => wanted(state)).length;
  const open = count((state) => state === 'changed' || state === 'not_approved');
  const approved = `${count((state) => state === 'available')} approved`;
  return [plural(tools.length, 'tool'), approved, ...(open > 0 ? [`${open} to look at`] : [])].join(', ');
}

/** What the server claims; null where it claims nothing. */
export function describeHints({ read_only, destructive, idempotent }: McpTool['hints']): string | null {
  const claims = [
    read_only ? 'only reads' : null,
    destructive ? 'may destroy' : null,
    idempotent ? 'may be repeated' : null,
  ].filter((claim) => claim !== null);
  return claims.length > 0 ? `The server says (not checked): ${claims.join(', ')}.` : null;
}

/** Who loses something when the server goes. */
export function deletionDetail(server: McpServer): string {
  const agents = [...new Set(server.tools.flatMap(({ used_by }) => used_by))];
  const loss =
    agents.length > 0
      ? `Its tools are taken away from ${agents.join(', ')}; calls that wait to run are refused.`
      : 'No agent uses its tools.';
  return `${loss} What was approved is forgotten.`;
}
