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
  /** Tokens that a prompt and its answer may have; null where unknown. */
  contextWindow: number | null;
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
  /** The provider is away or busy, which may last: it is tried for an hour and more, not three times. */
  readonly outage: boolean;
  /** How long the provider asked to wait. */
  readonly retryAfterMs: number | null;

  constructor(code: string, message: string, more: RetryAdvice = {}) {
    super(message);
    this.code = code;
    this.retryable = more.retryable ?? more.outage ?? false;
    this.outage = more.outage ?? false;
    this.retryAfterMs = more.retryAfterMs ?? null;
  }
}

type RetryAdvice = { retryable?: boolean; outage?: boolean; retryAfterMs?: number | null };
