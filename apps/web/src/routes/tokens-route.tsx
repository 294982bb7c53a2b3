import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { CreateTokenDialog } from '../features/tokens/create-token-dialog.tsx';
import { TokenList } from '../features/tokens/token-list.tsx';

export function TokensPage() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <div className="flex min-h-13 shrink-0 items-center justify-between gap-3 border-b px-4">
        <PageTitle name="API tokens" />
        <Button
          variant="primary"
          icon={<Plus aria-hidden className="size-4" />}
          onClick={() => setOpen(true)}
        >
          New token
        </Button>
      </div>
      <TokenList />
      {isOpen ? <CreateTokenDialog open onClose={() => setOpen(false)} /> : null}
    </>
  );
}
