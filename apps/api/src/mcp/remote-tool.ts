import type { Tool } from '@modelcontextprotocol/sdk/types.js';
import type { JsonObject, McpTool } from '@taskhelm/contract';
import { wellFormed } from '@taskhelm/engine';

/** A tool as its server lists it. */
export type RemoteTool = {
  remoteName: string;
  description: string;
  parameters: JsonObject;
  hints: McpTool['hints'];
};

/** Takes over what is pinned and shown. Everything in it is a stranger's text. */
export function readRemoteTool(tool: Tool): RemoteTool {
  const { $schema: _, ...parameters } = tool.inputSchema;
  const { readOnlyHint, destructiveHint, idempotentHint } = tool.annotations ?? {};
  return wellFormed({
    remoteName: tool.name,
    description: tool.description ?? '',
    parameters: parameters as JsonObject,
    hints: {
      read_only: readOnlyHint ?? null,
      destructive: destructiveHint ?? null,
      idempotent: idempotentHint ?? null,
    },
  });
}
