import { type Secret } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { NoPermission } from '../components/no-permission.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { agentQueries } from '../features/agents/agent-queries.ts';
import { SecretDialog } from '../features/secrets/secret-dialog.tsx';
import { SecretList } from '../features/secrets/secret-list.tsx';
import { useMay } from '../lib/who-am-i.ts';

export function SecretsPage() {
  const agents = useQuery(agentQueries.list()).data ?? [];
  const maySee = useMay('admin');
  const [edited, setEdited] = useState<{ secret: Secret | null } | null>(null);
  return (
    <>
      <div className="flex min-h-13 shrink-0 items-center justify-between gap-3 border-b px-4">
        <PageTitle name="Secrets" />
        {maySee ? (
          <Button
            variant="primary"
            icon={<Plus aria-hidden className="size-4" />}
            onClick={() => setEdited({ secret: null })}
          >
            New secret
          </Button>
        ) : null}
      </div>
      {maySee ? (
        <SecretList agents={agents} onReplace={(secret) => setEdited({ secret })} />
      ) : maySee === false ? (
        <NoPermission what="What tools may send as secrets is for administrators." />
      ) : null}
      {edited ? <SecretDialog {...edited} onClose={() => setEdited(null)} /> : null}
    </>
  );
}
