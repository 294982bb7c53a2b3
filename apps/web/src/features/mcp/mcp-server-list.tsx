import { useQuery } from '@tanstack/react-query';
import { Blocks } from 'lucide-react';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorBlock } from '../../components/error-block.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { McpServerItem } from './mcp-server-item.tsx';
import { mcpQueries } from './mcp-queries.ts';

export function McpServerList({ canChange }: { canChange: boolean }) {
  const query = useQuery(mcpQueries.list());
  if (!query.data) {
    return query.isError ? (
      <ErrorBlock
        what="The MCP servers could not be read"
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    ) : (
      <Skeleton rows={3} />
    );
  }
  if (query.data.length === 0) {
    return (
      <EmptyState icon={<Blocks aria-hidden className="size-7" />} title="No MCP servers yet">
        <p className="mt-1 max-w-md text-sm text-muted">
          They bring tools of other programs. Each tool stays off until somebody here has approved it.
        </p>
      </EmptyState>
    );
  }
  return (
    <ul aria-label="MCP servers">
      {query.data.map((server) => (
        <McpServerItem key={server.id} server={server} canChange={canChange} />
      ))}
    </ul>
  );
}
