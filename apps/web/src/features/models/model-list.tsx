import type { ModelInfo } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { ErrorBlock } from '../../components/error-block.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { modelQueries } from './model-queries.ts';

export function ModelList() {
  const query = useQuery(modelQueries.list());
  if (!query.data) {
    return query.isError ? (
      <ErrorBlock
        what="The models could not be read"
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    ) : (
      <Skeleton rows={3} />
    );
  }
  return (
    <ul aria-label="Models">
      {query.data.map((model) => (
        <ModelRow key={model.id} model={model} />
      ))}
    </ul>
  );
}

function ModelRow({ model }: { model: ModelInfo }) {
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 border-b px-4 py-2.5">
      <span className="font-medium break-words">{model.label}</span>
      <span className="mono text-xs text-muted">{model.id}</span>
      {model.is_default ? <span className="text-xs font-medium text-accent">Default</span> : null}
    </li>
  );
}
