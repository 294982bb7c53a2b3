import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { Dialog } from '../components/dialog.tsx';
import { ErrorBlock } from '../components/error-block.tsx';
import { NoPermission } from '../components/no-permission.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { agentQueries } from '../features/agents/agent-queries.ts';
import { NewTaskForm } from '../features/tasks/new-task-form.tsx';
import { taskQueries } from '../features/tasks/task-queries.ts';
import { readTaskSearch } from '../features/tasks/task-search.ts';
import { toastSuccess } from '../lib/toast.ts';
import { useMay } from '../lib/who-am-i.ts';

const route = getRouteApi('/app/tasks/new');

export function NewTaskPage() {
  const search = route.useSearch({ select: readTaskSearch, structuralSharing: true });
  const fromId = route.useSearch({ select: ({ from }) => from });
  const from = useQuery({
    ...taskQueries.one(fromId ?? ''),
    enabled: fromId !== undefined,
    refetchInterval: false,
  });
  const mayCreate = useMay('tasks:write');
  const navigate = useNavigate();
  const agents = useQuery(agentQueries.list());
  const title = useRef<HTMLInputElement>(null);
  const close = (): void => void navigate({ to: '/tasks', search, resetScroll: false });
  const failed = agents.isError ? agents : from.isError ? from : null;
  return (
    <Dialog open onClose={close} title={fromId ? 'Run again with changes' : 'New task'} initialFocus={title}>
      {mayCreate === false ? (
        <NoPermission what="Your account may look at tasks, not create them." />
      ) : agents.data && (fromId === undefined || from.data) ? (
        <NewTaskForm
          agents={agents.data}
          preferredAgent={search.agent?.[0]}
          from={from.data}
          titleRef={title}
          onCreated={(task, { another }) => {
            const open = (): void => void navigate({ to: '/tasks/$id', params: { id: task.id } });
            if (another) toastSuccess(`Created “${task.title}”`, { label: 'Open', run: open });
            else open();
          }}
          onCancel={close}
        />
      ) : failed?.error ? (
        <ErrorBlock
          what="What the form needs could not be read"
          error={failed.error}
          onRetry={() => void failed.refetch()}
        />
      ) : (
        <Skeleton rows={6} />
      )}
    </Dialog>
  );
}
