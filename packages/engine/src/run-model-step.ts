import type { TaskEventBody } from '@taskhelm/contract';
import type { LanguageModelV4FunctionTool } from '@ai-sdk/provider';
import { buildPrompt } from './build-prompt.ts';
import type { StepContent } from './collect-step.ts';
import type { ModelFailure } from './model.ts';
import type { LoopOutcome } from './outcome.ts';
import { readSteps } from './read-steps.ts';
import { retryDelay } from './retry-delay.ts';
import type { AgentRun } from './run-agent-loop.ts';
import { sleep } from './sleep.ts';
import { finishedMessages, stepEvents } from './step-events.ts';
import { streamModelStep, type ModelStepAnswer } from './stream-model-step.ts';
import { toolParameters } from './tool-parameters.ts';

const MAX_RETRIES = 3;

/** One step of the model, recorded whole. Returns the outcome where it failed for good. */
export async function runModelStep(run: AgentRun): Promise<LoopOutcome | null> {
  const step = (readSteps(run.log.events).at(-1)?.step ?? 0) + 1;
  for (let attempt = 0; ; attempt += 1) {
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
    await run.log.append(failureEvents({ content, failure, step }));
    if (!failure.retryable || attempt === MAX_RETRIES) return failed(failure);
    await (run.sleep ?? sleep)(retryDelay(attempt, failure.retryAfterMs), run.signal);
  }
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

function failed({ code, message }: ModelFailure): LoopOutcome {
  return { type: 'failed', code, message };
}
