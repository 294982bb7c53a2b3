import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { NotFoundPage } from '../app/not-found-page.tsx';
import { ErrorBlock } from '../components/error-block.tsx';
import { NoPermission } from '../components/no-permission.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { agentQueries } from '../features/agents/agent-queries.ts';
import { DeliveryLog } from '../features/notices/delivery-log.tsx';
import { NoticeDialog } from '../features/notices/notice-dialog.tsx';
import { NoticeHeader } from '../features/notices/notice-header.tsx';
import { noticeQueries } from '../features/notices/notice-queries.ts';
import { useMay } from '../lib/who-am-i.ts';

const route = getRouteApi('/app/settings/notices/$id');

export function NoticePage() {
  const maySee = useMay('admin');
  if (maySee === undefined) return null;
  if (maySee) return <OneNotice />;
  return (
    <>
      <PageTitle name="Notices" className="sr-only" />
      <NoPermission what="Who is told of tasks is for administrators." />
    </>
  );
}

function OneNotice() {
  const { id } = route.useParams();
  const search = route.useSearch();
  const navigate = useNavigate();
  const query = useQuery(noticeQueries.list());
  const agents = useQuery(agentQueries.list()).data ?? [];
  const [edits, setEdits] = useState(false);
  if (!query.data) {
    return (
      <>
        <PageTitle name="Notices" className="sr-only" />
        {query.isError ? (
          <ErrorBlock
            what="The destination could not be read"
            error={query.error}
            onRetry={() => void query.refetch()}
          />
        ) : (
          <Skeleton rows={5} />
        )}
      </>
    );
  }
  const notice = query.data.data.find((one) => one.id === id);
  if (!notice) return <NotFoundPage />;
  return (
    <>
      <NoticeHeader
        notice={notice}
        agents={agents}
        onEdit={() => setEdits(true)}
        onDeleted={() => void navigate({ to: '/settings/notices', replace: true })}
      />
      <DeliveryLog notice={notice} search={search} />
      {edits ? <NoticeDialog notice={notice} agents={agents} onClose={() => setEdits(false)} /> : null}
    </>
  );
}
