import type { Agent, Secret } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorBlock } from '../../components/error-block.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { StaleBanner } from '../../components/stale-banner.tsx';
import { secretQueries } from './secret-queries.ts';
import { SecretRow } from './secret-row.tsx';

type SecretListProps = {
  agents: readonly Pick<Agent, 'name' | 'instructions'>[];
  onReplace: (secret: Secret) => void;
};

export function SecretList({ agents, onReplace }: SecretListProps) {
  const query = useQuery(secretQueries.list());
  if (!query.data) {
    return query.isError ? (
      <ErrorBlock
        what="The secrets could not be read"
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    ) : (
      <Skeleton rows={3} />
    );
  }
  if (query.data.length === 0) {
    return (
      <EmptyState icon={<KeyRound aria-hidden className="size-7" />} title="No secrets yet">
        <p className="mt-1 max-w-md text-sm text-muted">
          Where a header of <code className="mono">http_request</code> holds{' '}
          <code className="mono">{'{{secret:NAME}}'}</code>, the value stored here goes out in its place, and
          only to the hosts you name. No model and no answer ever sees it.
        </p>
      </EmptyState>
    );
  }
  return (
    <>
      {query.isError ? (
        <StaleBanner since={query.dataUpdatedAt} onRetry={() => void query.refetch()} />
      ) : null}
      <ul aria-label="Secrets">
        {query.data.map((secret) => (
          <SecretRow
            key={secret.id}
            secret={secret}
            namedBy={agents
              .filter(({ instructions }) => instructions.includes(`{{secret:${secret.name}}}`))
              .map(({ name }) => name)}
            onReplace={() => onReplace(secret)}
          />
        ))}
      </ul>
    </>
  );
}
