import { type Trigger } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { NotFoundPage } from '../app/not-found-page.tsx';
import { ErrorBlock } from '../components/error-block.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { StaleBanner } from '../components/stale-banner.tsx';
import { agentQueries } from '../features/agents/agent-queries.ts';
import { DeliveryList, OneDelivery } from '../features/triggers/delivery-list.tsx';
import { SecretList } from '../features/triggers/secret-list.tsx';
import { TestSend } from '../features/triggers/test-send.tsx';
import { toDraft, toUpdateRequest } from '../features/triggers/trigger-draft.ts';
import { TriggerForm } from '../features/triggers/trigger-form.tsx';
import { TriggerHeader } from '../features/triggers/trigger-header.tsx';
import { useUpdateTrigger } from '../features/triggers/trigger-mutations.ts';
import { triggerQueries } from '../features/triggers/trigger-queries.ts';
import { ApiError } from '../lib/api-client.ts';
import { useMay } from '../lib/who-am-i.ts';

const route = getRouteApi('/app/triggers/$id');

export function TriggerPage() {
  const { id } = route.useParams();
  const query = useQuery(triggerQueries.one(id));
  if (!query.data) {
    if (query.error instanceof ApiError && query.error.status === 404) return <NotFoundPage />;
    return (
      <>
        <PageTitle name="Trigger" className="sr-only" />
        {query.isError ? (
          <ErrorBlock
            what="The trigger could not be read"
            error={query.error}
            onRetry={() => void query.refetch()}
          />
        ) : (
          <Skeleton rows={8} />
        )}
      </>
    );
  }
  return (
    <>
      {query.isError ? (
        <StaleBanner since={query.dataUpdatedAt} onRetry={() => void query.refetch()} />
      ) : null}
      <TriggerView key={id} trigger={query.data} />
    </>
  );
}

function TriggerView({ trigger }: { trigger: Trigger }) {
  const { delivery } = route.useSearch();
  const may = { canChange: useMay('agents:write') ?? false, canFire: useMay('tasks:write') ?? false };
  return (
    <>
      <TriggerHeader trigger={trigger} may={may} />
      <div className="space-y-8 px-4 py-4 md:px-6">
        {delivery ? <OneDelivery trigger={trigger} id={delivery} canFire={may.canFire} /> : null}
        {trigger.signature ? (
          <SecretList trigger={trigger} signature={trigger.signature} canChange={may.canChange} />
        ) : null}
        {trigger.kind === 'webhook' && may.canFire ? <TestSend trigger={trigger} /> : null}
        <DeliveryList trigger={trigger} canFire={may.canFire} />
        {may.canChange ? <Settings trigger={trigger} /> : null}
      </div>
    </>
  );
}

function Settings({ trigger }: { trigger: Trigger }) {
  const agents = useQuery(agentQueries.list()).data;
  const update = useUpdateTrigger();
  return (
    <section aria-label="Settings">
      <h2 className="mb-3 font-semibold">Settings</h2>
      {agents ? (
        <TriggerForm
          isNew={false}
          initial={toDraft(trigger)}
          agents={agents}
          isPending={update.isPending}
          error={update.error}
          onSubmit={async (draft, before) => {
            const change = toUpdateRequest(draft, before);
            return change ? toDraft(await update.mutateAsync({ trigger, change })) : draft;
          }}
        />
      ) : (
        <Skeleton rows={4} />
      )}
    </section>
  );
}
