import { MAX_MEMORIES, type Memory } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { Brain } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorBlock } from '../../components/error-block.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { StaleBanner } from '../../components/stale-banner.tsx';
import { plural } from '../../lib/format-number.ts';
import { MemoryRow } from './memory-row.tsx';
import { memoryQueries } from './memory-queries.ts';

type MemoryListProps = {
  agent: string;
  q: string;
  canChange: boolean;
  onEdit: (memory: Memory) => void;
};

const PAGE = 25;

/** What the agent keeps from task to task, by key. */
export function MemoryList({ agent, q, canChange, onEdit }: MemoryListProps) {
  const query = useQuery(memoryQueries.list(agent, q));
  const [most, setMost] = useState(PAGE);
  if (!query.data) {
    return query.isError ? (
      <ErrorBlock
        what="The memories could not be read"
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    ) : (
      <Skeleton rows={4} />
    );
  }
  const memories = query.data;
  if (memories.length === 0) return <NoMemories agent={agent} q={q} />;
  const hidden = memories.length - most;
  return (
    <>
      {query.isError ? (
        <StaleBanner since={query.dataUpdatedAt} onRetry={() => void query.refetch()} />
      ) : null}
      <p className="px-4 py-1.5 text-sm text-muted md:px-6">
        {q === ''
          ? `Keeps ${plural(memories.length, 'text')} of at most ${MAX_MEMORIES}.`
          : `${plural(memories.length, 'text')} with “${q}”.`}
      </p>
      <ul aria-label={`Memories of ${agent}`} className="border-t">
        {memories.slice(0, most).map((memory) => (
          <MemoryRow
            key={memory.id}
            agent={agent}
            memory={memory}
            canChange={canChange}
            onEdit={() => onEdit(memory)}
          />
        ))}
      </ul>
      {hidden > 0 ? (
        <Button className="m-4 self-start" onClick={() => setMost(most + PAGE)}>
          Show {Math.min(PAGE, hidden)} more of {hidden}
        </Button>
      ) : null}
    </>
  );
}

function NoMemories({ agent, q }: { agent: string; q: string }) {
  const icon = <Brain aria-hidden className="size-7" />;
  if (q !== '') {
    return (
      <EmptyState icon={icon} title="No memory matches">
        <p className="mt-1 max-w-md text-sm break-words text-muted">
          {agent} keeps nothing with “{q}” in its key or text.
        </p>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={icon} title="It keeps nothing yet">
      <p className="mt-1 max-w-md text-sm text-muted">
        With the tools <code className="mono">remember</code> and <code className="mono">recall</code> an
        agent keeps facts and preferences from task to task. People can add, change and take back what it
        keeps.
      </p>
    </EmptyState>
  );
}
