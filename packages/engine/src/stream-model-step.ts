import type { LanguageModelV4CallOptions, LanguageModelV4StreamPart } from '@ai-sdk/provider';
import { collectPart, emptyStep, type StepContent } from './collect-step.ts';
import { explainModelError } from './explain-model-error.ts';
import { createModelTimer } from './model-timer.ts';
import { ModelFailure, type AgentModel } from './model.ts';
import { raceAbort } from './race-abort.ts';

/** Characters of one answer, reasoning and arguments included. */
export const MAX_ANSWER_SIZE = 4_194_304;

export type ModelStepRequest = {
  model: AgentModel;
  options: Pick<LanguageModelV4CallOptions, 'prompt' | 'tools'>;
  signal: AbortSignal;
  onDelta: (kind: 'text' | 'reasoning', text: string) => void;
};

/** `failure` is null where the model finished; `content` holds what came until then. */
export type ModelStepAnswer = { content: StepContent; failure: ModelFailure | null };

/** One try of one model call. Rejects only when the signal aborts, and then at once. */
export async function streamModelStep(request: ModelStepRequest): Promise<ModelStepAnswer> {
  const content = emptyStep();
  const timer = createModelTimer(request.model, request.signal);
  try {
    await readStream(request, content, timer);
    return { content, failure: unfinished(content, request.model.id) };
  } catch (error) {
    request.signal.throwIfAborted();
    const cause = timer.signal.aborted ? timer.signal.reason : error;
    return { content, failure: explainModelError(cause, request.model.id) };
  } finally {
    timer.stop();
  }
}

async function readStream(
  { model, options, onDelta }: ModelStepRequest,
  content: StepContent,
  timer: ReturnType<typeof createModelTimer>,
): Promise<void> {
  const call = async () => model.languageModel.doStream({ ...options, abortSignal: timer.signal });
  const { stream } = await raceAbort(call(), timer.signal);
  const reader = stream.getReader();
  const open = new Map();
  try {
    for (;;) {
      const { done, value } = await raceAbort(reader.read(), timer.signal);
      if (done) return;
      timer.touch();
      if (value.type === 'error') throw value.error;
      collectPart(content, open, value);
      if (content.size > MAX_ANSWER_SIZE) throw tooLong(model.id);
      tell(value, onDelta);
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

function tell(part: LanguageModelV4StreamPart, onDelta: ModelStepRequest['onDelta']): void {
  if (part.type === 'text-delta') onDelta('text', part.delta);
  if (part.type === 'reasoning-delta') onDelta('reasoning', part.delta);
}

/** A stream that ends without saying so has lost its rest. */
function unfinished({ finishReason }: StepContent, modelId: string): ModelFailure | null {
  const reason = finishReason?.unified ?? 'interrupted';
  if (reason !== 'interrupted' && reason !== 'error') return null;
  return explainModelError(new Error('the answer broke off'), modelId);
}

function tooLong(modelId: string): ModelFailure {
  return new ModelFailure(
    'model_invalid_answer',
    `The answer of ${modelId} passed 4 MB and was cut. Give the agent a smaller task or another model.`,
  );
}
