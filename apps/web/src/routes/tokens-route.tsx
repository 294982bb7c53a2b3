import { hasScope } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { NoPermission } from '../components/no-permission.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { browserSessionQueries } from '../features/account/browser-session-queries.ts';
import { CreateTokenDialog } from '../features/tokens/create-token-dialog.tsx';
import { TokenList } from '../features/tokens/token-list.tsx';

export function TokensPage() {
  const who = useQuery(browserSessionQueries.whoAmI()).data;
  const maySee = who !== undefined && hasScope(who.scopes, 'admin');
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
      {maySee ? <TokenList /> : who ? <NoPermission what="API tokens are for administrators." /> : null}
      {isOpen ? <CreateTokenDialog open onClose={() => setOpen(false)} /> : null}
    </>
  );
}
