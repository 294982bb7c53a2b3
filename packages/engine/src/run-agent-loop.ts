import type { TaskLimits } from '@taskhelm/contract';
import type { AgentModel } from './model.ts';
import type { LoopOutcome } from './outcome.ts';
import type { RunLog } from './run-log.ts';
import type { Tool, ToolHost } from './tool.ts';

/** Everything a run needs; it holds no state of its own beside the log. */
export type AgentRun = {
  task: {
    id: string;
    sessionId: string;
    title: string;
    description: string | null;
    limits: Required<TaskLimits> | TaskLimits;
  };
  agent: { name: string; instructions: string };
  model: AgentModel;
  /** The tools this agent may use, by name. */
  tools: ReadonlyMap<string, Tool>;
  /** Names of the tools that run only when a person has approved the call. */
  confirmTools: ReadonlySet<string>;
  log: RunLog;
  host: ToolHost;
  /** Working time already spent before this run, in milliseconds. */
  spentMs: number;
  signal: AbortSignal;
  now: () => Date;
  /** Makes ids (UUIDv7). */
  newId: () => string;
  /** Text of the running model step as it arrives; for display only, never recorded. */
  onDelta?: (delta: { step: number; kind: 'text' | 'reasoning'; text: string }) => void;
};

export async function runAgentLoop(_run: AgentRun): Promise<LoopOutcome> {
  throw new Error('not written yet');
}
