import type { Config } from '../config.ts';
import type { Db } from '../db/client.ts';
import type { Transact } from '../db/transaction.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import { insertModel, listModels, setDefaultModel, updateModel, type ModelRow } from './model-repository.ts';
import { keyOwner } from './model-source.ts';

type Parts = {
  config: Pick<Config, 'openai' | 'anthropic'>;
  transact: Transact;
  secrets: SecretBox;
  newId: () => string;
};

type EnvironmentModel = Pick<ModelRow, 'name' | 'kind' | 'providerModel' | 'baseUrl'> & {
  environment: string;
  apiKey: string | null;
};

/**
 * Makes the models of OPENAI_* and ANTHROPIC_* follow these settings, at each start of a process that serves the API. The
 * first one takes over from the scripted model as the default. What is no longer set there becomes an ordinary model
 * without a key, so that agents that name it stay valid and say what is missing.
 */
export async function syncEnvironmentModels({ config, transact, secrets, newId }: Parts): Promise<void> {
  const wanted = [...openaiModels(config), ...anthropicModels(config)];
  await transact(async (tx) => {
    await tx.$executeRaw`LOCK TABLE models IN SHARE ROW EXCLUSIVE MODE`;
    const rows = await listModels(tx);
    for (const row of rows) {
      if (row.environment !== null && !wanted.some(({ environment }) => environment === row.environment))
        await updateModel(tx, row.id, { environment: null, sealedKey: null });
    }
    for (const model of wanted) await follow(tx, model, { rows, secrets, newId });
    const [first] = wanted;
    if (first && rows.every((row) => !row.isDefault || row.kind === 'scripted') && !isKnown(rows, first))
      await makeDefault(tx, first);
  });
}

const isKnown = (rows: readonly ModelRow[], { environment }: EnvironmentModel): boolean =>
  rows.some((row) => row.environment === environment);

async function makeDefault(tx: Db, { environment }: EnvironmentModel): Promise<void> {
  const row = (await listModels(tx)).find((model) => model.environment === environment);
  if (row?.enabled) await setDefaultModel(tx, row.id);
}

type Known = { rows: readonly ModelRow[] } & Pick<Parts, 'secrets' | 'newId'>;

/** A row of that name from before, such as one that an agent named, becomes the environment's. */
async function follow(tx: Db, model: EnvironmentModel, { rows, secrets, newId }: Known): Promise<void> {
  const { apiKey, ...settings } = model;
  const row =
    rows.find(({ environment }) => environment === model.environment) ??
    rows.find(({ name }) => name === model.name);
  const id = row?.id ?? newId();
  const change = { ...settings, sealedKey: apiKey === null ? null : secrets.seal(apiKey, keyOwner(id)) };
  if (row) await updateModel(tx, id, change);
  else
    await insertModel(tx, {
      id,
      ...change,
      inputPriceMicrousd: null,
      outputPriceMicrousd: null,
      contextWindow: null,
      enabled: true,
    });
}

function openaiModels({ openai }: Parts['config']): EnvironmentModel[] {
  if (!openai) return [];
  const { apiKey, baseUrl, model } = openai;
  const name = `openai:${model}`;
  return [{ environment: 'openai', name, kind: 'openai_compatible', providerModel: model, baseUrl, apiKey }];
}

function anthropicModels({ anthropic }: Parts['config']): EnvironmentModel[] {
  if (!anthropic) return [];
  const { apiKey, model } = anthropic;
  const name = `anthropic:${model}`;
  return [{ environment: 'anthropic', name, kind: 'anthropic', providerModel: model, baseUrl: null, apiKey }];
}
