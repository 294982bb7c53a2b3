import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { McpServerDialog } from '../features/mcp/mcp-server-dialog.tsx';
import { McpServerList } from '../features/mcp/mcp-server-list.tsx';
import { useMay } from '../lib/who-am-i.ts';

export function McpPage() {
  const canChange = useMay('admin') ?? false;
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <div className="flex min-h-13 shrink-0 items-center justify-between gap-3 border-b px-4">
        <PageTitle name="MCP servers" />
        {canChange ? (
          <Button
            variant="primary"
            icon={<Plus aria-hidden className="size-4" />}
            onClick={() => setOpen(true)}
          >
            New server
          </Button>
        ) : null}
      </div>
      <McpServerList canChange={canChange} />
      {isOpen ? <McpServerDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}
