import { createAnthropic } from '@ai-sdk/anthropic';
import type { AgentModel } from '../model.ts';

export type AnthropicOptions = {
  apiKey: string;
  modelId: string;
  /** Up to and including the version; Anthropic's own where missing. */
  baseUrl?: string | undefined;
  price?: AgentModel['price'];
  fetch?: typeof globalThis.fetch;
};

/** A model of Anthropic. */
export function createAnthropicModel(options: AnthropicOptions): AgentModel {
  const { apiKey, modelId, baseUrl, price = null, fetch } = options;
  const server = createAnthropic({
    apiKey,
    baseURL: baseUrl ?? 'https://api.anthropic.com/v1',
    ...(fetch && { fetch }),
  });
  return { id: `anthropic:${modelId}`, languageModel: server.languageModel(modelId), scripted: false, price };
}
