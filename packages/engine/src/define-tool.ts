import type { AskingTool, RunningTool, Tool } from './tool.ts';

/**
 * Forgets the type of a tool's arguments. It is sound because every call goes through `checkToolArgs`, which hands the
 * tool only what its own schema returned.
 */
export function defineTool<Args>(tool: RunningTool<Args> | AskingTool<Args>): Tool {
  return tool as unknown as Tool;
}
