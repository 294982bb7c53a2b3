import { expect, test } from '@jest/globals';
import type { Model } from '@taskhelm/contract';
import { changeOf, draftOf, emptyDraft, errorsByField, readDraft } from './model-draft.ts';

const filled = { name: 'Mine', providerModel: 'm1', baseUrl: 'http://localhost:11434/v1' };
const model: Model = {
  id: '01900000-0000-7000-8000-000000000001',
  name: 'Mine',
  kind: 'openai_compatible',
  provider_model: 'm1',
  base_url: null,
  key_set: true,
  price: { input_microusd: 250_000, output_microusd: 2_000_000 },
  context_window: 128_000,
  enabled: true,
  is_default: false,
  from_environment: false,
  agents: [],
  created_at: '2026-01-31T09:30:00.000Z',
  updated_at: '2026-01-31T09:30:00.000Z',
};

test('dollars become micro-dollars, and empty fields become nothing', () => {
  const draft = emptyDraft({ ...filled, inputPrice: '0.25', outputPrice: '2' });
  expect(readDraft(draft)).toMatchObject({
    body: {
      price: { input_microusd: 250_000, output_microusd: 2_000_000 },
      api_key: null,
      context_window: null,
    },
  });
  expect(readDraft(emptyDraft(filled))).toMatchObject({ body: { price: null } });
});

test('what is missing or wrong is said beside its field', () => {
  expect(readDraft(emptyDraft({ baseUrl: 'localhost' }))).toEqual({
    errors: {
      name: 'Must not be empty',
      providerModel: 'Must not be empty',
      baseUrl: 'Must be an http or https URL',
    },
  });
  expect(readDraft(emptyDraft({ ...filled, inputPrice: '1' }))).toEqual({
    errors: { outputPrice: expect.any(String) },
  });
  expect(errorsByField([{ path: 'base_url', message: 'not there' }])).toEqual({ baseUrl: 'not there' });
});

test('a model that is opened and saved without a change keeps its key and everything else', () => {
  const draft = draftOf(model);
  const read = readDraft(draft);
  expect('body' in read && changeOf(model, draft, read.body)).toEqual({
    name: 'Mine',
    provider_model: 'm1',
    base_url: null,
    price: model.price,
    context_window: 128_000,
    enabled: true,
  });
});

test('of a model of the environment only what is not set there is sent', () => {
  const draft = { ...draftOf(model), apiKey: 'sk-x', contextWindow: '200000' };
  const read = readDraft(draft);
  expect('body' in read && changeOf({ ...model, from_environment: true }, draft, read.body)).toEqual({
    price: model.price,
    context_window: 200_000,
    enabled: true,
  });
});

test('a key is taken away only where that was asked for', () => {
  const draft = { ...draftOf(model), removesKey: true };
  const read = readDraft(draft);
  expect('body' in read && changeOf(model, draft, read.body)).toMatchObject({ api_key: null });
});
