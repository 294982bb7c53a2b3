import { z, type ModelOffer } from '@taskhelm/contract';
import { fetchPublic } from '@taskhelm/engine';
import type { ModelRow } from './model-repository.ts';

const PATIENCE_MS = 1_000;
const MAX_BYTES = 1_048_576;
/** What Ollama answers to GET /api/tags, as far as it is used. */
const tagsSchema = z.object({ models: z.array(z.object({ name: z.string().min(1).max(200) })).max(1_000) });

/** The models of an Ollama at `ollamaUrl` that are not set up yet; nothing where none answers. */
export async function findOffers(ollamaUrl: string, known: readonly ModelRow[]): Promise<ModelOffer[]> {
  const names = await readTags(ollamaUrl).catch(() => []);
  const base_url = `${ollamaUrl}/v1`;
  const taken = new Set(known.filter((row) => row.baseUrl === base_url).map((row) => row.providerModel));
  const provider_models = names.filter((name) => !taken.has(name)).toSorted();
  return provider_models.length > 0 ? [{ server: 'Ollama', base_url, provider_models }] : [];
}

async function readTags(ollamaUrl: string): Promise<string[]> {
  const request = {
    method: 'GET',
    headers: new Headers(),
    redirects: 'refuse',
    maxBytes: MAX_BYTES,
  } as const;
  const answer = await fetchPublic(
    { ...request, url: `${ollamaUrl}/api/tags`, signal: AbortSignal.timeout(PATIENCE_MS) },
    { allowPrivateNetwork: true },
  );
  return tagsSchema
    .parse(JSON.parse(Buffer.from(answer.bytes).toString('utf8')))
    .models.map((model) => model.name);
}
