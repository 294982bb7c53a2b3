import type { McpServer } from '@taskhelm/contract';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { McpToolRow } from './mcp-tool-row.tsx';
import { useApproveTools } from './mcp-queries.ts';
import { summariseTools } from './mcp-words.ts';

/** The tools of a server, folded until somebody opens them or there is something to look at. */
export function McpTools({ server, canChange }: { server: McpServer; canChange: boolean }) {
  const approve = useApproveTools(server.id);
  const { tools } = server;
  const hasChanged = tools.some(({ state }) => state === 'changed');
  const [had, setHad] = useState(false);
  const [isOpen, setOpen] = useState(false);
  if (hasChanged !== had) {
    setHad(hasChanged);
    // Approving the last change does not take the tools from under the eyes of whoever did it.
    if (hasChanged) setOpen(true);
  }
  if (tools.length === 0) return null;
  const fresh = tools.filter(({ state }) => state === 'not_approved');
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)} className="mt-2">
      <summary className="cursor-pointer text-sm text-muted coarse:min-h-11 coarse:py-2.5">
        {summariseTools(tools)}
      </summary>
      {canChange && fresh.length > 1 ? (
        <div className="mt-2 flex flex-wrap items-center gap-3 text-sm">
          <Button
            size="small"
            disabled={approve.isPending}
            onClick={() => approve.mutate({ tools: fresh.map(({ name, version }) => ({ name, version })) })}
          >
            Approve all {fresh.length} new tools
          </Button>
          <span className="text-muted">Each counts as changing something until you say otherwise.</span>
        </div>
      ) : null}
      <ul aria-label={`Tools of ${server.name}`} className="mt-2">
        {tools.map((tool) => (
          <McpToolRow key={tool.name} serverId={server.id} tool={tool} canChange={canChange} />
        ))}
      </ul>
    </details>
  );
}
