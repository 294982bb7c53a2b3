import { createGoogle } from '@ai-sdk/google';
import type { AgentModel } from '../model.ts';
import { modelFetch, servedModel, type ModelServer } from './model-server.ts';

/** A model of Google's Gemini API. */
export function createGoogleModel(options: ModelServer): AgentModel {
  const server = createGoogle({
    apiKey: options.apiKey ?? '',
    baseURL: options.baseUrl ?? 'https://generativelanguage.googleapis.com/v1beta',
    fetch: modelFetch(options),
  });
  return servedModel('google', options, server.languageModel(options.modelId));
}
