import type { Webhook } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { ErrorBlock } from '../../components/error-block.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { StaleBanner } from '../../components/stale-banner.tsx';
import { NoNotices } from './no-notices.tsx';
import type { AgentName } from './notice-fields.tsx';
import { noticeQueries } from './notice-queries.ts';
import { NoticeRow } from './notice-row.tsx';

type NoticeListProps = {
  agents: readonly AgentName[];
  onAdd: () => void;
  onEdit: (notice: Webhook) => void;
};

export function NoticeList({ agents, onAdd, onEdit }: NoticeListProps) {
  const query = useQuery(noticeQueries.list());
  if (!query.data) {
    return query.isError ? (
      <ErrorBlock
        what="The destinations could not be read"
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    ) : (
      <Skeleton rows={3} />
    );
  }
  const notices = query.data.data;
  if (notices.length === 0) return <NoNotices onAdd={onAdd} />;
  return (
    <>
      {query.isError ? (
        <StaleBanner since={query.dataUpdatedAt} onRetry={() => void query.refetch()} />
      ) : null}
      <ul aria-label="Destinations">
        {notices.map((notice) => (
          <NoticeRow key={notice.id} notice={notice} agents={agents} onEdit={() => onEdit(notice)} />
        ))}
      </ul>
    </>
  );
}
