import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { Dialog } from '../components/dialog.tsx';
import { ErrorBlock } from '../components/error-block.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { agentQueries } from '../features/agents/agent-queries.ts';
import { NewTaskForm } from '../features/tasks/new-task-form.tsx';
import { readTaskSearch } from '../features/tasks/task-search.ts';

const route = getRouteApi('/app/tasks/new');

export function NewTaskPage() {
  const search = route.useSearch({ select: readTaskSearch, structuralSharing: true });
  const navigate = useNavigate();
  const agents = useQuery(agentQueries.list());
  const title = useRef<HTMLInputElement>(null);
  const close = (): void => void navigate({ to: '/tasks', search, resetScroll: false });
  return (
    <Dialog open onClose={close} title="New task" initialFocus={title}>
      {agents.data ? (
        <NewTaskForm
          agents={agents.data.filter((agent) => agent.enabled)}
          preferredAgent={search.agent?.[0]}
          titleRef={title}
          onCreated={(task) => void navigate({ to: '/tasks/$id', params: { id: task.id } })}
          onCancel={close}
        />
      ) : agents.isError ? (
        <ErrorBlock
          what="The agents could not be read"
          error={agents.error}
          onRetry={() => void agents.refetch()}
        />
      ) : (
        <Skeleton rows={6} />
      )}
    </Dialog>
  );
}
