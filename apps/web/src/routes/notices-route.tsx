import type { Webhook } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { NoPermission } from '../components/no-permission.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { agentQueries } from '../features/agents/agent-queries.ts';
import { NoticeDialog } from '../features/notices/notice-dialog.tsx';
import { NoticeList } from '../features/notices/notice-list.tsx';
import { useMay } from '../lib/who-am-i.ts';

export function NoticesPage() {
  const agents = useQuery(agentQueries.list()).data ?? [];
  const maySee = useMay('admin');
  const [edited, setEdited] = useState<{ notice: Webhook | null } | null>(null);
  const add = (): void => setEdited({ notice: null });
  return (
    <>
      <div className="flex min-h-13 shrink-0 items-center justify-between gap-3 border-b px-4">
        <PageTitle name="Notices" />
        {maySee ? (
          <Button variant="primary" icon={<Plus aria-hidden className="size-4" />} onClick={add}>
            New destination
          </Button>
        ) : null}
      </div>
      {maySee ? (
        <NoticeList agents={agents} onAdd={add} onEdit={(notice) => setEdited({ notice })} />
      ) : maySee === false ? (
        <NoPermission what="Who is told of tasks is for administrators." />
      ) : null}
      {edited ? <NoticeDialog {...edited} agents={agents} onClose={() => setEdited(null)} /> : null}
    </>
  );
}
