import { useQuery } from '@tanstack/react-query';
import { Button } from '../../components/button.tsx';
import type { ModelDraft } from './model-draft.ts';
import { modelQueries } from './model-queries.ts';

/** Models that the server found on its own machine, for a person to choose. */
export function ModelOffers({ onChoose }: { onChoose: (draft: Partial<ModelDraft>) => void }) {
  const offers = useQuery(modelQueries.offers()).data ?? [];
  return offers.map(({ server, base_url, provider_models }) => (
    <section
      key={base_url}
      aria-label={`${server} on this machine`}
      className="border-b bg-surface px-4 py-3"
    >
      <p className="text-sm">
        {server} answers at <span className="mono text-xs">{base_url}</span>. Set up one of its models:
      </p>
      <ul className="mt-2 flex flex-wrap gap-1.5">
        {provider_models.map((name) => (
          <li key={name}>
            <Button
              size="small"
              onClick={() =>
                onChoose({
                  name: `ollama:${name}`,
                  kind: 'openai_compatible',
                  providerModel: name,
                  baseUrl: base_url,
                })
              }
            >
              {name}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  ));
}
