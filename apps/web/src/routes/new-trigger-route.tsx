import type { CreatedTrigger } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ErrorBlock } from '../components/error-block.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { agentQueries } from '../features/agents/agent-queries.ts';
import { ShownSecret } from '../features/triggers/shown-secret.tsx';
import { emptyDraft, toCreateRequest } from '../features/triggers/trigger-draft.ts';
import { TriggerForm } from '../features/triggers/trigger-form.tsx';
import { useCreateTrigger } from '../features/triggers/trigger-mutations.ts';

export function NewTriggerPage() {
  const navigate = useNavigate();
  const agents = useQuery(agentQueries.list());
  const create = useCreateTrigger();
  const [made, setMade] = useState<CreatedTrigger>();
  const open = (id: string): void => void navigate({ to: '/triggers/$id', params: { id } });
  const enabled = agents.data?.filter((agent) => agent.enabled) ?? [];
  return (
    <>
      <div className="flex min-h-13 shrink-0 items-center border-b px-4 md:px-6">
        <PageTitle name={made ? `Secret of ${made.name}` : 'New trigger'} />
      </div>
      <div className="px-4 py-4 md:px-6">
        {made?.shown_once && made.signature ? (
          <ShownSecret shown={made.shown_once} signature={made.signature} onDone={() => open(made.id)} />
        ) : agents.data ? (
          <TriggerForm
            isNew
            initial={emptyDraft('cron', enabled.length === 1 ? (enabled[0]?.name ?? '') : '')}
            agents={enabled}
            isPending={create.isPending}
            error={create.error}
            onSubmit={async (draft) => {
              const trigger = await create.mutateAsync(toCreateRequest(draft));
              if (trigger.shown_once) setMade(trigger);
              else open(trigger.id);
              return undefined;
            }}
            onCancel={() => void navigate({ to: '/triggers' })}
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
      </div>
    </>
  );
}
