import {
  createModelRequestSchema,
  type CreateModelRequest,
  type Model,
  type ModelKind,
  type UpdateModelRequest,
} from '@taskhelm/contract';

/** The form of a model as it is typed. An empty `apiKey` leaves the key as it is. */
export type ModelDraft = {
  name: string;
  kind: ModelKind;
  providerModel: string;
  baseUrl: string;
  apiKey: string;
  removesKey: boolean;
  /** Dollars per million tokens. */
  inputPrice: string;
  outputPrice: string;
  contextWindow: string;
  enabled: boolean;
};
export type DraftErrors = Partial<Record<keyof ModelDraft, string>>;

export const KIND_LABELS: Record<ModelKind, string> = {
  openai_compatible: 'OpenAI-compatible',
  anthropic: 'Anthropic',
  google: 'Google',
  scripted: 'Scripted',
};

export function emptyDraft(given: Partial<ModelDraft> = {}): ModelDraft {
  return {
    name: '',
    kind: 'openai_compatible',
    providerModel: '',
    baseUrl: '',
    apiKey: '',
    removesKey: false,
    inputPrice: '',
    outputPrice: '',
    contextWindow: '',
    enabled: true,
    ...given,
  };
}

export function draftOf(model: Model): ModelDraft {
  return emptyDraft({
    name: model.name,
    kind: model.kind,
    providerModel: model.provider_model,
    baseUrl: model.base_url ?? '',
    inputPrice: model.price ? String(model.price.input_microusd / 1_000_000) : '',
    outputPrice: model.price ? String(model.price.output_microusd / 1_000_000) : '',
    contextWindow: model.context_window === null ? '' : String(model.context_window),
    enabled: model.enabled,
  });
}

/** The fields of the wire, by the fields of the form that they come from. */
const PATHS: Record<string, keyof ModelDraft> = {
  name: 'name',
  kind: 'kind',
  provider_model: 'providerModel',
  base_url: 'baseUrl',
  api_key: 'apiKey',
  'price.input_microusd': 'inputPrice',
  'price.output_microusd': 'outputPrice',
  context_window: 'contextWindow',
  enabled: 'enabled',
};

/** What was wrong with a request, beside the field where it was typed. */
export function errorsByField(details: readonly { path: string; message: string }[]): DraftErrors {
  const errors: DraftErrors = {};
  for (const { path, message } of details) {
    const field = PATHS[path];
    if (field) errors[field] ??= message;
  }
  return errors;
}

export type ReadDraft = { body: CreateModelRequest } | { errors: DraftErrors };

/** The request that a draft amounts to, or what has to be corrected first. */
export function readDraft(draft: ModelDraft): ReadDraft {
  const parsed = createModelRequestSchema.safeParse({
    name: draft.name,
    kind: draft.kind,
    provider_model: draft.kind === 'scripted' ? 'scripted' : draft.providerModel,
    base_url: draft.baseUrl.trim() || null,
    api_key: draft.apiKey.trim() || null,
    price: priceOf(draft),
    context_window: draft.contextWindow.trim() ? Number(draft.contextWindow) : null,
    enabled: draft.enabled,
  });
  if (parsed.success) return { body: parsed.data };
  const details = parsed.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    message: issue.message,
  }));
  return { errors: errorsByField(details) };
}

function priceOf({ inputPrice, outputPrice }: ModelDraft): object | null {
  if (!inputPrice.trim() && !outputPrice.trim()) return null;
  return { input_microusd: microusd(inputPrice), output_microusd: microusd(outputPrice) };
}

const microusd = (dollars: string): number =>
  dollars.trim() ? Math.round(Number(dollars) * 1_000_000) : Number.NaN;

/** What the form changes; what the environment says and what the form left alone is not sent. */
export function changeOf(model: Model, draft: ModelDraft, body: CreateModelRequest): UpdateModelRequest {
  const { price, context_window, enabled, name, provider_model, base_url, api_key } = body;
  const own = { price, context_window, enabled };
  if (model.from_environment) return own;
  const key = draft.removesKey ? { api_key: null } : api_key === null ? {} : { api_key };
  return { ...own, name, provider_model, base_url, ...key };
}
