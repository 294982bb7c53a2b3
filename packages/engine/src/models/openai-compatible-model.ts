import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { AgentModel } from '../model.ts';
import { modelFetch, servedModel, type ModelServer } from './model-server.ts';

/**
 * A model behind any server that speaks the chat completions of OpenAI: Ollama, vLLM, OpenRouter and others. The key may
 * be missing where the server wants none.
 */
export function createOpenAiCompatibleModel(options: ModelServer): AgentModel {
  const { baseUrl = 'https://api.openai.com/v1', apiKey, modelId } = options;
  const server = createOpenAICompatible({
    name: 'openai',
    baseURL: baseUrl,
    includeUsage: true,
    ...(apiKey && { apiKey }),
    fetch: modelFetch(options),
  });
  return servedModel('openai', options, server.chatModel(modelId));
}
