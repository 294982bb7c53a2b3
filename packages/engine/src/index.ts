export type { AgentModel } from './model.ts';
export type { InputRequestDraft, LoopOutcome } from './outcome.ts';
export { runAgentLoop, type AgentRun } from './run-agent-loop.ts';
export type { RunLog } from './run-log.ts';
export { ToolError, type Tool, type ToolContext, type ToolHost } from './tool.ts';
