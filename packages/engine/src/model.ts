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
};
