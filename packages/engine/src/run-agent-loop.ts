import type { TaskLimits } from '@taskhelm/contract';
import { checkLimits } from './check-limits.ts';
import { compactContext } from './compact-context.ts';
import { createDeadline } from './create-deadline.ts';
import { endAtLimit } from './end-at-limit.ts';
import type { AgentModel } from './model.ts';
import { createOrderedLog } from './ordered-log.ts';
import type { LoopOutcome } from './outcome.ts';
import { readCalls } from './read-calls.ts';
import { readFinalAnswer } from './read-final-answer.ts';
import { runModelStep } from './run-model-step.ts';
import type { RunLog } from './run-log.ts';
import { settleLimitAnswers } from './settle-limit-answers.ts';
import { settleToolCalls } from './settle-tool-calls.ts';
import type { Tool, ToolHost } from './tool.ts';
import { wellFormed } from './well-formed.ts';

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
  /** Tools that the agent was given and that cannot be called at the moment, each with a sentence why. */
  unavailableTools?: ReadonlyMap<string, string>;
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

/**
 * Runs a task from where its log ends until it is done, needs a person, or is stopped. Rejects only when the log
 * refuses an append; whatever is in flight is aborted first.
 */
export async function runAgentLoop(given: AgentRun): Promise<LoopOutcome> {
  const run = { ...given, log: createOrderedLog(given.log) };
  if (run.signal.aborted) return { type: 'stopped' };
  const ended = await settleLimitAnswers(run);
  return ended ?? runUntilDeadline(run);
}

async function runUntilDeadline(run: AgentRun): Promise<LoopOutcome> {
  const deadline = createDeadline(run);
  const own = new AbortController();
  const signal = AbortSignal.any([run.signal, deadline.signal, own.signal]);
  try {
    return wellFormed(await runSteps({ ...run, signal }));
  } catch (error) {
    if (run.signal.aborted) return { type: 'stopped' };
    const max = deadline.limitMs;
    if (deadline.signal.aborted) return endAtLimit(run, { limit: 'timeout_ms', used: max, max });
    throw error;
  } finally {
    own.abort();
    deadline.stop();
  }
}

async function runSteps(run: AgentRun): Promise<LoopOutcome> {
  for (;;) {
    const answer = readFinalAnswer(run.log.events);
    if (answer) return answer;
    run.signal.throwIfAborted();
    const open = readCalls(run.log.events).filter((record) => !record.result);
    const outcome = open.length > 0 ? await settleToolCalls(run, open) : await nextStep(run);
    if (outcome) return outcome;
  }
}

async function nextStep(run: AgentRun): Promise<LoopOutcome | null> {
  const hit = checkLimits(run);
  if (hit) return endAtLimit(run, hit);
  await compactContext(run);
  return runModelStep(run);
}
