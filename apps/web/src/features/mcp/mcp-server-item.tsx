import type { McpServer } from '@taskhelm/contract';
import { clsx } from 'clsx';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { LazyConfirmPopover } from '../../components/lazy-confirm-popover.tsx';
import { RelativeTime } from '../../components/time.tsx';
import { McpServerDialog } from './mcp-server-dialog.tsx';
import { McpTools } from './mcp-tools.tsx';
import { useDeleteMcpServer, useTestMcpServer } from './mcp-queries.ts';
import { deletionDetail, SERVER_STATES } from './mcp-words.ts';

const TONES: Record<McpServer['state'], string> = {
  connected: 'text-completed',
  failed: 'text-failed',
  unknown: 'text-muted',
  off: 'text-muted',
  not_configured: 'text-failed',
};

export function McpServerItem({ server, canChange }: { server: McpServer; canChange: boolean }) {
  return (
    <li className="border-b px-4 py-3">
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <h2 className="flex flex-wrap items-baseline gap-x-2">
            <span className="font-medium break-words">{server.name}</span>
            <span className={clsx('text-xs font-medium', TONES[server.state])}>
              {SERVER_STATES[server.state]}
            </span>
          </h2>
          <p className="mono text-xs break-all text-muted">{server.url ?? server.command}</p>
          <p className="flex flex-wrap gap-x-4 text-sm text-muted">
            {server.header_names.length > 0 ? <span>Sends {server.header_names.join(', ')}</span> : null}
            {server.transport === 'stdio' ? <span>Set up in the server’s config file</span> : null}
            {server.checked_at ? (
              <span>
                looked at <RelativeTime at={server.checked_at} />
              </span>
            ) : null}
          </p>
          {server.error ? <p className="text-sm break-words text-failed">{server.error}</p> : null}
        </div>
        {canChange ? <Actions server={server} /> : null}
      </div>
      <McpTools server={server} canChange={canChange} />
    </li>
  );
}

function Actions({ server }: { server: McpServer }) {
  const test = useTestMcpServer(server);
  const remove = useDeleteMcpServer(server);
  const [isEditing, setEditing] = useState(false);
  const isFromFile = server.transport === 'stdio' && server.state !== 'not_configured';
  return (
    <div className="flex flex-wrap gap-2">
      <Button
        size="small"
        disabled={test.isPending || server.state === 'not_configured'}
        aria-label={`Test ${server.name}`}
        onClick={() => test.mutate(undefined)}
      >
        {test.isPending ? 'Testing…' : 'Test'}
      </Button>
      <Button size="small" aria-label={`Edit ${server.name}`} onClick={() => setEditing(true)}>
        Edit
      </Button>
      {isFromFile ? null : (
        <LazyConfirmPopover
          trigger={
            <Button size="small" disabled={remove.isPending} aria-label={`Delete ${server.name}`}>
              Delete
            </Button>
          }
          question={`Delete “${server.name}”?`}
          detail={deletionDetail(server)}
          confirmLabel="Delete server"
          onConfirm={() => remove.mutate(undefined)}
        />
      )}
      {isEditing ? <McpServerDialog server={server} onClose={() => setEditing(false)} /> : null}
    </div>
  );
}
