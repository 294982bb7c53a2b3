import type {
  CreateModelRequest,
  Model,
  ModelOffer,
  ModelTest,
  UpdateModelRequest,
} from '@taskhelm/contract';
import type { Config } from '../config.ts';
import type { PrismaClient } from '../db/client.ts';
import type { Transact } from '../db/transaction.ts';
import { AppError, notFound } from '../errors.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import { checkModelSettings } from './check-model-settings.ts';
import type { ModelNetwork } from './model-network.ts';
import {
  deleteModel,
  findModel,
  insertModel,
  listModels,
  modelConflict,
  setDefaultModel,
  updateModel,
  type NewModel,
  type UsedModelRow,
} from './model-repository.ts';
import { keyOwner, type ModelSource } from './model-source.ts';
import { toModel } from './model-view.ts';
import { findOffers } from './find-offers.ts';
import { testModel } from './test-model.ts';

type ModelServiceParts = {
  config: Pick<Config, 'ollamaUrl'>;
  prisma: PrismaClient;
  transact: Transact;
  secrets: SecretBox;
  network: ModelNetwork;
  source: ModelSource;
  newId: () => string;
};

export type ModelService = ReturnType<typeof createModelService>;

export function createModelService(parts: ModelServiceParts) {
  const { config, prisma, transact, secrets, network, source, newId } = parts;
  const required = async (idOrName: string): Promise<UsedModelRow> => {
    const row = await findModel(prisma, idOrName);
    if (!row) throw notFound('model');
    return row;
  };
  const get = async (idOrName: string): Promise<Model> => toModel(await required(idOrName));
  const sealKey = (id: string, key: string | null): string | null =>
    key === null ? null : secrets.seal(key, keyOwner(id));

  return {
    get,
    list: async (): Promise<Model[]> => (await listModels(prisma)).map(toModel),
    create: async (request: CreateModelRequest): Promise<Model> => {
      checkModelSettings(request, network);
      const { is_default, api_key, ...settings } = request;
      const id = newId();
      const { kind } = settings;
      const row = { id, kind, environment: null, ...toColumns(settings), sealedKey: sealKey(id, api_key) };
      const created = transact(async (tx) => {
        await insertModel(tx, row);
        if (is_default) await setDefaultModel(tx, id);
      });
      await created.catch(explainConflict(row));
      return get(id);
    },
    update: async (idOrName: string, change: UpdateModelRequest): Promise<Model> => {
      const current = await required(idOrName);
      const { is_default, api_key, ...settings } = change;
      refuseFixed(current, change);
      const merged = { ...toModel(current), ...settings };
      checkModelSettings({ ...merged, api_key, is_default: is_default ?? current.isDefault }, network);
      const key = api_key === undefined ? {} : { sealedKey: sealKey(current.id, api_key) };
      const updated = transact(async (tx) => {
        await updateModel(tx, current.id, { ...toColumns(merged), ...key });
        if (is_default) await setDefaultModel(tx, current.id);
      });
      await updated.catch(explainConflict({ ...current, name: settings.name ?? current.name }));
      return get(current.id);
    },
    remove: async (idOrName: string): Promise<void> => {
      const row = await required(idOrName);
      if (row.isDefault)
        throw new AppError(
          'model_in_use',
          `${row.name} is the default. Make another model the default first.`,
        );
      if (row.agents.length > 0) throw inUse(row);
      await transact((tx) => deleteModel(tx, row.id)).catch(explainConflict(row));
    },
    test: async (idOrName: string, signal: AbortSignal): Promise<ModelTest> =>
      testModel(source.fromRow(await required(idOrName)), signal),
    offers: async (): Promise<ModelOffer[]> => findOffers(config.ollamaUrl, await listModels(prisma)),
  };
}

/** What the environment says is changed there; the rest is the database's. */
function refuseFixed(row: UsedModelRow, change: UpdateModelRequest): void {
  if (row.environment === null) return;
  const fixed = (['name', 'provider_model', 'base_url', 'api_key'] as const).filter((key) => key in change);
  if (fixed.length === 0) return;
  throw new AppError(
    'model_fixed',
    `${row.name} follows the server's environment: change ${row.environment.toUpperCase()}_* there and start again, or create another model.`,
    fixed.map((path) => ({ path, code: 'fixed', message: 'Set by the environment' })),
  );
}

const inUse = ({ name, agents }: Pick<UsedModelRow, 'name' | 'agents'>): AppError =>
  new AppError(
    'model_in_use',
    `${name} is the model of ${agents.map((agent) => agent.name).join(', ') || 'an agent'}. Give them another model first.`,
  );

/** Two may write at once; the database lets one of them. */
const explainConflict =
  ({ name, agents = [] }: { name: string; agents?: UsedModelRow['agents'] }) =>
  (error: unknown): never => {
    const conflict = modelConflict(error);
    if (conflict === 'name_taken') {
      const message = `There is a model named ${name} already`;
      throw new AppError('name_taken', `${message}.`, [{ path: 'name', code: 'taken', message }]);
    }
    if (conflict === 'in_use') throw inUse({ name, agents });
    throw error;
  };

type Settings = Omit<CreateModelRequest, 'is_default' | 'api_key' | 'kind'>;
type Columns = Omit<NewModel, 'id' | 'kind' | 'environment' | 'sealedKey'>;

function toColumns(settings: Settings): Columns {
  const { name, provider_model, base_url, price, context_window, enabled } = settings;
  return {
    name,
    providerModel: provider_model,
    baseUrl: base_url?.replace(/\/+$/, '') ?? null,
    inputPriceMicrousd: price && BigInt(price.input_microusd),
    outputPriceMicrousd: price && BigInt(price.output_microusd),
    contextWindow: context_window,
    enabled,
  };
}
