import type { TaskEventBody } from '@taskhelm/contract';
import type { StepContent } from './collect-step.ts';
import type { AgentModel } from './model.ts';

/** The event that closes a step. Tokens that a provider does not count are 0. */
export function usageEvent(
  model: AgentModel,
  { step, content, durationMs }: { step: number; content: StepContent; durationMs: number },
): TaskEventBody {
  const input_tokens = tokens(content.usage?.inputTokens.total);
  const output_tokens = tokens(content.usage?.outputTokens.total);
  return {
    type: 'usage',
    model: model.id,
    step,
    input_tokens,
    output_tokens,
    cost_microusd: model.price && costOf(model.price, input_tokens, output_tokens),
    duration_ms: Math.max(0, Math.round(durationMs)),
    finish_reason: content.finishReason?.unified ?? 'other',
  };
}

function costOf(price: NonNullable<AgentModel['price']>, input: number, output: number): number {
  return Math.ceil((input * price.inputMicrousd + output * price.outputMicrousd) / 1_000_000);
}

function tokens(count: number | undefined): number {
  return Number.isFinite(count) ? Math.max(0, Math.round(count ?? 0)) : 0;
}
