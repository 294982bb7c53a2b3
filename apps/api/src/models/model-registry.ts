import type { ModelInfo } from '@taskhelm/contract';
import {
  createAnthropicModel,
  createOpenAiCompatibleModel,
  createScriptedModel,
  type AgentModel,
} from '@taskhelm/engine';
import type { Config } from '../config.ts';

export type ModelRegistry = {
  /** Null takes the default. Undefined where there is no such model. */
  find: (id: string | null) => AgentModel | undefined;
  list: () => ModelInfo[];
};

/** The models of the environment; the scripted one is always there, and the default where no key is given. */
export function createModelRegistry(config: Pick<Config, 'openai' | 'anthropic'>): ModelRegistry {
  const real = [
    ...(config.openai ? [openAiCompatible(config.openai)] : []),
    ...(config.anthropic
      ? [createAnthropicModel({ apiKey: config.anthropic.apiKey, modelId: config.anthropic.model })]
      : []),
  ];
  const models = [...real, createScriptedModel()];
  const standard = models[0];
  return {
    find: (id) => (id === null ? standard : models.find((model) => model.id === id)),
    list: () =>
      models.map((model) => ({
        id: model.id,
        provider: model.id.split(':')[0] ?? model.id,
        label: model.scripted ? 'Scripted (follows directives, does not reason)' : model.id,
        is_default: model === standard,
        scripted: model.scripted,
      })),
  };
}

const openAiCompatible = ({ baseUrl, apiKey, model }: NonNullable<Config['openai']>): AgentModel =>
  createOpenAiCompatibleModel({ baseUrl, modelId: model, ...(apiKey ? { apiKey } : {}) });
