import type { LanguageModelV4Prompt } from '@ai-sdk/provider';
import type { AgentModel } from './model.ts';

const DEFAULT_WINDOW = 128_000;
/** Fewer than the usual four: code, tables and other scripts than Latin take more tokens. */
const CHARACTERS_PER_TOKEN = 3.5;

/** Tokens of a prompt and its answer together. */
export function contextWindow(model: Pick<AgentModel, 'contextWindow'>): number {
  return model.contextWindow ?? DEFAULT_WINDOW;
}

/** About how many tokens a prompt has. */
export function estimateTokens(prompt: LanguageModelV4Prompt | string): number {
  const text = typeof prompt === 'string' ? prompt : JSON.stringify(prompt);
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}
