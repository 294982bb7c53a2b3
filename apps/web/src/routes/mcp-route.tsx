import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { McpServerDialog } from '../features/mcp/mcp-server-dialog.tsx';
import { McpServerList } from '../features/mcp/mcp-server-list.tsx';

export function McpPage() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <div className="flex min-h-13 shrink-0 items-center justify-between gap-3 border-b px-4">
        <PageTitle name="MCP servers" />
        <Button
          variant="primary"
          icon={<Plus aria-hidden className="size-4" />}
          onClick={() => setOpen(true)}
        >
          New server
        </Button>
      </div>
      <McpServerList />
      {isOpen ? <McpServerDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}
