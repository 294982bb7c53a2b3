import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { AgentModel } from '../model.ts';

export type OpenAiCompatibleOptions = {
  /** Up to and including the version, e.g. `http://localhost:11434/v1`. */
  baseUrl: string;
  /** Missing where the server wants none. */
  apiKey?: string | undefined;
  modelId: string;
  /** The first half of the model's id; `openai` where missing. */
  provider?: string;
  price?: AgentModel['price'];
  fetch?: typeof globalThis.fetch;
};

/** A model behind any server that speaks the chat completions of OpenAI: Ollama, vLLM, OpenRouter and others. */
export function createOpenAiCompatibleModel(options: OpenAiCompatibleOptions): AgentModel {
  const { baseUrl, apiKey, modelId, provider = 'openai', price = null, fetch } = options;
  const server = createOpenAICompatible({
    name: provider,
    baseURL: baseUrl,
    includeUsage: true,
    ...(apiKey && { apiKey }),
    ...(fetch && { fetch }),
  });
  return { id: `${provider}:${modelId}`, languageModel: server.chatModel(modelId), scripted: false, price };
}
