import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { NoPermission } from '../components/no-permission.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { CreateTokenDialog } from '../features/tokens/create-token-dialog.tsx';
import { TokenList } from '../features/tokens/token-list.tsx';
import { useMay } from '../lib/who-am-i.ts';

export function TokensPage() {
  const maySee = useMay('admin');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <div className="flex min-h-13 shrink-0 items-center justify-between gap-3 border-b px-4">
        <PageTitle name="API tokens" />
        {maySee ? (
          <Button
            variant="primary"
            icon={<Plus aria-hidden className="size-4" />}
            onClick={() => setOpen(true)}
          >
            New token
          </Button>
        ) : null}
      </div>
      {maySee ? (
        <TokenList />
      ) : maySee === false ? (
        <NoPermission what="API tokens are for administrators." />
      ) : null}
      {isOpen ? <CreateTokenDialog open onClose={() => setOpen(false)} /> : null}
    </>
  );
}
