import type { Model } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { ErrorBlock } from '../../components/error-block.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { modelQueries } from './model-queries.ts';
import { ModelRow } from './model-row.tsx';

type ModelListProps = { canChange: boolean; onEdit: (model: Model) => void };

export function ModelList({ canChange, onEdit }: ModelListProps) {
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
        <ModelRow key={model.id} model={model} canChange={canChange} onEdit={() => onEdit(model)} />
      ))}
    </ul>
  );
}
