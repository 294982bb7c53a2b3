import type { AgentModel } from '../model.ts';
import { limitAnswer } from './limit-answer.ts';

/** Where a provider's model is reached, and what it is called here. */
export type ModelServer = {
  /** What events and sentences call the model; `provider:model` where missing. */
  id?: string | undefined;
  /** The provider's own name of the model. */
  modelId: string;
  /** Up to and including the version, e.g. `http://localhost:11434/v1`; the provider's own where missing. */
  baseUrl?: string | undefined;
  apiKey?: string | undefined;
  price?: AgentModel['price'];
  contextWindow?: AgentModel['contextWindow'];
  timeouts?: AgentModel['timeouts'] | undefined;
  fetch?: typeof globalThis.fetch | undefined;
};

/** What is the same for the models of every provider. */
export function servedModel(
  provider: string,
  { id, modelId, price = null, contextWindow = null, timeouts }: ModelServer,
  languageModel: AgentModel['languageModel'],
): AgentModel {
  return {
    id: id ?? `${provider}:${modelId}`,
    languageModel,
    scripted: false,
    price,
    contextWindow,
    ...(timeouts && { timeouts }),
  };
}

/** The `fetch` of a model's client: as given, with bounds to what an answer may send. */
export function modelFetch({ fetch = globalThis.fetch }: ModelServer): typeof globalThis.fetch {
  return limitAnswer(fetch);
}
