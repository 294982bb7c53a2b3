export { ModelFailure, type AgentModel, type ModelTimeouts } from './model.ts';
export { checkModel, type ModelCheck } from './check-model.ts';
export { createAnthropicModel } from './models/anthropic-model.ts';
export { createGoogleModel } from './models/google-model.ts';
export type { ModelServer } from './models/model-server.ts';
export { createOpenAiCompatibleModel } from './models/openai-compatible-model.ts';
export { createScriptedModel } from './models/scripted-model.ts';
export type { InputRequestDraft, LoopOutcome } from './outcome.ts';
export { defineTool } from './define-tool.ts';
export { runAgentLoop, type AgentRun } from './run-agent-loop.ts';
export type { RunLog } from './run-log.ts';
export { checkToolArgs, type CheckedToolArgs } from './check-tool-args.ts';
export {
  ToolContactLost,
  ToolError,
  ToolWaiting,
  type Tool,
  type ToolContext,
  type ToolHost,
  type CreatedChild,
  type DelegatedTask,
} from './tool.ts';
export { raceAbort } from './race-abort.ts';
export { toolTimeoutMessage } from './run-tool.ts';
export { hostOfArgs } from './host-of-args.ts';
export { toolInfo } from './tool-info.ts';
export { toolVersion } from './tool-version.ts';
export { canonicalJson } from './canonical-json.ts';
export { wellFormed } from './well-formed.ts';
export { createBuiltInTools, type BuiltInToolOptions } from './tools/built-in-tools.ts';
export { createGuardedFetch, type GuardedFetch } from './network/guarded-fetch.ts';
export { fetchPublic, type PublicRequest, type PublicResponse } from './network/fetch-public.ts';
export { checkUrl, hostOf } from './network/check-url.ts';
export { resolveHost } from './network/resolve-host.ts';
export type { NetworkOptions } from './network/network-options.ts';
export { mapLimited } from './map-limited.ts';
