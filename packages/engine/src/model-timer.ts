import { MODEL_TIMEOUTS, ModelFailure, type AgentModel } from './model.ts';

/** Aborts its signal when the outer one does, or when a call overruns one of its bounds. */
export function createModelTimer(
  model: AgentModel,
  outer: AbortSignal,
): { signal: AbortSignal; touch: () => void; stop: () => void } {
  const { firstMs, idleMs, totalMs } = { ...MODEL_TIMEOUTS, ...model.timeouts };
  const control = new AbortController();
  const expire = (what: string): void => control.abort(timedOut(model.id, what));
  const total = setTimeout(() => expire(`did not finish within ${totalMs / 1000} s`), totalMs);
  let idle = setTimeout(() => expire(`sent nothing for ${firstMs / 1000} s`), firstMs);
  const touch = (): void => {
    clearTimeout(idle);
    idle = setTimeout(() => expire(`stopped sending for ${idleMs / 1000} s`), idleMs);
  };
  const stop = (): void => {
    clearTimeout(total);
    clearTimeout(idle);
  };
  return { signal: AbortSignal.any([outer, control.signal]), touch, stop };
}

function timedOut(modelId: string, what: string): ModelFailure {
  const message = `${modelId} ${what}. Retry the task later, or give the agent another model.`;
  return new ModelFailure('model_unavailable', message, { retryable: true });
}
