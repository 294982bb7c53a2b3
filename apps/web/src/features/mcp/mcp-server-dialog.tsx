import type { McpServer } from '@taskhelm/contract';
import { useId, useState, type FormEvent } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorLine } from '../../components/error-block.tsx';
import { McpServerFields } from './mcp-server-fields.tsx';
import { readChange, readNewServer, serverDraft, type ServerErrors } from './mcp-server-draft.ts';
import { useCreateMcpServer, useUpdateMcpServer } from './mcp-queries.ts';

/** Adds a server, or changes one. */
export function McpServerDialog({
  server = null,
  onClose,
}: {
  server?: McpServer | null;
  onClose: () => void;
}) {
  const id = useId();
  const create = useCreateMcpServer();
  const update = useUpdateMcpServer(server?.id ?? '');
  const [draft, setDraft] = useState(() => serverDraft(server));
  const [errors, setErrors] = useState<ServerErrors>({});
  const error = create.error ?? update.error;
  const isPending = create.isPending || update.isPending;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (server) {
      const read = readChange(draft, server);
      setErrors('errors' in read ? read.errors : {});
      if ('body' in read) update.mutate(read.body, { onSuccess: onClose });
    } else {
      const read = readNewServer(draft);
      setErrors('errors' in read ? read.errors : {});
      if ('body' in read) create.mutate(read.body, { onSuccess: onClose });
    }
  };
  return (
    <Dialog open onClose={onClose} title={server ? `Edit ${server.name}` : 'New MCP server'}>
      <form noValidate onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
        <div className="min-h-0 flex-1 space-y-4 overflow-y-auto p-4">
          <McpServerFields id={id} server={server} draft={draft} errors={errors} onChange={setDraft} />
          {error ? <ErrorLine title="Not saved." error={error} /> : null}
        </div>
        <div className="flex justify-end gap-2 border-t px-4 py-3">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={isPending}>
            {isPending ? 'Saving…' : server ? 'Save' : 'Add server'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
