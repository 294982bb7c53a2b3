import { createAnthropic } from '@ai-sdk/anthropic';
import type { AgentModel } from '../model.ts';
import { modelFetch, servedModel, type ModelServer } from './model-server.ts';

/** A model of Anthropic's Messages API. */
export function createAnthropicModel(options: ModelServer): AgentModel {
  const server = createAnthropic({
    apiKey: options.apiKey ?? '',
    baseURL: options.baseUrl ?? 'https://api.anthropic.com/v1',
    fetch: modelFetch(options),
  });
  return servedModel('anthropic', options, server.languageModel(options.modelId));
}
