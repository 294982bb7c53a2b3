import {
  createAnthropicModel,
  createGoogleModel,
  createOpenAiCompatibleModel,
  createScriptedModel,
  type AgentModel,
  type ModelServer,
} from '@taskhelm/engine';
import type { PrismaClient } from '../db/client.ts';
import { SecretBoxError, type SecretBox } from '../secrets/secret-box.ts';
import type { ModelNetwork } from './model-network.ts';
import { findDefaultModel, findModel, type ModelRow } from './model-repository.ts';
import { priceOf } from './model-view.ts';

/** A model ready to be called, or why it cannot be, as a failure of the task that needs it. */
export type FoundModel = { model: AgentModel } | { failure: { code: string; message: string } };

/** Makes what the engine calls out of what is stored, at each use, so that a change holds from the next step on. */
export type ModelSource = {
  /** By name; null takes the default. */
  find: (name: string | null) => Promise<FoundModel>;
  fromRow: (row: ModelRow) => FoundModel;
};

type Parts = {
  prisma: PrismaClient;
  secrets: SecretBox;
  network: ModelNetwork;
  timeouts?: AgentModel['timeouts'] | undefined;
};

export function createModelSource({ prisma, secrets, network, timeouts }: Parts): ModelSource {
  const fromRow = (row: ModelRow): FoundModel => {
    const key = openKey(row, secrets);
    if (key instanceof SecretBoxError)
      return cannot(
        'model_key_unreadable',
        `The key of ${row.name} cannot be read: ${key.message}. Set SECRET_KEY back, or enter the key again under Settings → Models.`,
      );
    return { model: build(row, { apiKey: key ?? undefined, fetch: network.fetch, timeouts }) };
  };
  return {
    fromRow,
    find: async (name) => {
      const row = name === null ? await findDefaultModel(prisma) : await findModel(prisma, name);
      if (!row) return cannot('model_unknown', `The agent's model ${name} is not set up on this server.`);
      if (!row.enabled)
        return cannot(
          'model_disabled',
          `The model ${row.name} is disabled. Enable it under Settings → Models, or give the agent another.`,
        );
      return fromRow(row);
    },
  };
}

const cannot = (code: string, message: string): FoundModel => ({ failure: { code, message } });

function openKey({ id, sealedKey }: ModelRow, secrets: SecretBox): string | null | SecretBoxError {
  if (sealedKey === null) return null;
  try {
    return secrets.open(sealedKey, keyOwner(id));
  } catch (error) {
    if (error instanceof SecretBoxError) return error;
    throw error;
  }
}

/** Whom the key of a model is sealed for. */
export const keyOwner = (modelId: string): string => `model:${modelId}`;

function build(row: ModelRow, call: Pick<ModelServer, 'apiKey' | 'fetch' | 'timeouts'>): AgentModel {
  const price = priceOf(row);
  const server: ModelServer = {
    ...call,
    id: row.name,
    modelId: row.providerModel,
    baseUrl: row.baseUrl ?? undefined,
    contextWindow: row.contextWindow,
    price: price && { inputMicrousd: price.input_microusd, outputMicrousd: price.output_microusd },
  };
  switch (row.kind) {
    case 'openai_compatible':
      return createOpenAiCompatibleModel(server);
    case 'anthropic':
      return createAnthropicModel(server);
    case 'google':
      return createGoogleModel(server);
    case 'scripted':
      return { ...createScriptedModel(), id: row.name, price: server.price ?? null };
  }
}
