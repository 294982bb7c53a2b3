import type { LanguageModelV4 } from '@ai-sdk/provider';

/** A model that the loop can call. */
export type AgentModel = {
  /** `provider:model`. */
  id: string;
  languageModel: LanguageModelV4;
  /** True where it follows a script and does not reason. */
  scripted: boolean;
  /** Micro-dollars per million tokens; null where unknown. */
  price: { inputMicrousd: number; outputMicrousd: number } | null;
  /** How many tokens a prompt and its answer may have together; null or missing where unknown. */
  contextWindow?: number | null;
  /** Where other bounds than `MODEL_TIMEOUTS` hold for its calls. */
  timeouts?: Partial<ModelTimeouts>;
};

/** Milliseconds: to the first part of an answer, between two parts, and for the whole call. */
export type ModelTimeouts = { firstMs: number; idleMs: number; totalMs: number };

export const MODEL_TIMEOUTS: ModelTimeouts = { firstMs: 60_000, idleMs: 60_000, totalMs: 600_000 };

/** Why a model call failed: a word for programs and a sentence that says what to do. Models may throw it themselves. */
export class ModelFailure extends Error {
  override name = 'ModelFailure';
  readonly code: string;
  readonly retryable: boolean;
  /** How long the provider asked to wait. */
  readonly retryAfterMs: number | null;

  constructor(
    code: string,
    message: string,
    { retryable = false, retryAfterMs = null }: { retryable?: boolean; retryAfterMs?: number | null } = {},
  ) {
    super(message);
    this.code = code;
    this.retryable = retryable;
    this.retryAfterMs = retryAfterMs;
  }
}
