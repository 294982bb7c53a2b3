import type { Model, ModelPrice } from '@taskhelm/contract';
import type { ModelRow, UsedModelRow } from './model-repository.ts';

export function toModel(row: UsedModelRow): Model {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    provider_model: row.providerModel,
    base_url: row.baseUrl,
    key_set: row.sealedKey !== null,
    price: priceOf(row),
    context_window: row.contextWindow,
    enabled: row.enabled,
    is_default: row.isDefault,
    from_environment: row.environment !== null,
    agents: row.agents.map(({ name }) => name),
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

export function priceOf(row: ModelRow): ModelPrice | null {
  if (row.inputPriceMicrousd === null || row.outputPriceMicrousd === null) return null;
  return {
    input_microusd: Number(row.inputPriceMicrousd),
    output_microusd: Number(row.outputPriceMicrousd),
  };
}
