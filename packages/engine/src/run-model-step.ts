import type { TaskEventBody } from '@taskhelm/contract';
import type { LanguageModelV4FunctionTool } from '@ai-sdk/provider';
import { buildPrompt } from './build-prompt.ts';
import type { StepContent } from './collect-step.ts';
import type { ModelFailure } from './model.ts';
import type { LoopOutcome } from './outcome.ts';
import { readSteps } from './read-steps.ts';
import { retryDelay } from './retry-delay.ts';
import type { AgentRun } from './run-agent-loop.ts';
import { finishedMessages, stepEvents } from './step-events.ts';
import { streamModelStep, type ModelStepAnswer } from './stream-model-step.ts';
import { toolParameters } from './tool-parameters.ts';

/** Tries of one step after the first: of an answer that is no good, and of a provider that is away or busy. */
const MAX_RETRIES = 3;
const MAX_OUTAGE_RETRIES = 30;

/**
 * One try of one step of the model, recorded whole. Returns the outcome where it failed: for good, or to be tried again
 * later. Nobody waits here: how often it was tried stands in the log, so any worker may be the next.
 */
export async function runModelStep(run: AgentRun): Promise<LoopOutcome | null> {
  const step = (readSteps(run.log.events).at(-1)?.step ?? 0) + 1;
  run.signal.throwIfAborted();
  await run.log.append([{ type: 'model_started', model: run.model.id, step }]);
  const startedAt = run.now().getTime();
  const answer = await tryStep(run, step);
  const durationMs = run.now().getTime() - startedAt;
  if (!answer.failure) {
    await run.log.append(stepEvents(run, { step, content: answer.content, durationMs }));
    return null;
  }
  const { content, failure } = answer;
  const retries = countFailures(run, step);
  await run.log.append(failureEvents({ content, failure, step }));
  if (!failure.retryable || retries >= (failure.outage ? MAX_OUTAGE_RETRIES : MAX_RETRIES))
    return { type: 'failed', code: failure.code, message: failure.message };
  const delayMs = retryDelay(retries, failure.retryAfterMs);
  return { type: 'model_retry', delayMs, reason: failure.message };
}

/** Tries of this step that failed so far. */
function countFailures(run: AgentRun, step: number): number {
  return run.log.events.filter((event) => event.type === 'error' && event.step === step).length;
}

function tryStep(run: AgentRun, step: number): Promise<ModelStepAnswer> {
  const tools = [...run.tools.values()].map((tool): LanguageModelV4FunctionTool => {
    const inputSchema = toolParameters(tool) as LanguageModelV4FunctionTool['inputSchema'];
    return { type: 'function', name: tool.name, description: tool.description, inputSchema };
  });
  return streamModelStep({
    model: run.model,
    options: { prompt: buildPrompt(run), ...(tools.length > 0 && { tools }) },
    signal: run.signal,
    onDelta: (kind, text) => run.onDelta?.({ step, kind, text }),
  });
}

type FailedTry = { content: StepContent; failure: ModelFailure; step: number };

/** What a model said to the end before it failed for good is kept; what will be said again is not. */
function failureEvents({ content, failure, step }: FailedTry): TaskEventBody[] {
  const { code, message, retryable } = failure;
  const error: TaskEventBody = { type: 'error', code, message, retryable, step };
  return retryable ? [error] : [...finishedMessages(content, step), error];
}
