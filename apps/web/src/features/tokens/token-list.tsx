import type { Token } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { KeyRound } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { LazyConfirmPopover } from '../../components/lazy-confirm-popover.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorBlock } from '../../components/error-block.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { RelativeTime } from '../../components/time.tsx';
import { tokenQueries, useRevokeToken } from './token-queries.ts';

export function TokenList() {
  const query = useQuery(tokenQueries.list());
  if (!query.data) {
    return query.isError ? (
      <ErrorBlock
        what="The tokens could not be read"
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    ) : (
      <Skeleton rows={3} />
    );
  }
  if (query.data.length === 0) {
    return (
      <EmptyState icon={<KeyRound aria-hidden className="size-7" />} title="No API tokens yet">
        <p className="mt-1 text-sm text-muted">
          Programs use them to create tasks and read what came of them.
        </p>
      </EmptyState>
    );
  }
  return (
    <ul aria-label="API tokens">
      {query.data.map((token) => (
        <TokenRow key={token.id} token={token} />
      ))}
    </ul>
  );
}

function TokenRow({ token }: { token: Token }) {
  const revoke = useRevokeToken();
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-1 border-b px-4 py-2.5">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium break-words">{token.name}</span>
          <span className="mono text-xs text-muted">{token.prefix}…</span>
          {token.revoked_at ? <span className="text-xs font-medium text-failed">Revoked</span> : null}
        </p>
        <p className="mono text-xs break-words text-muted">{token.scopes.join(' ')}</p>
      </div>
      <p className="flex flex-wrap gap-x-4 text-sm text-muted">
        <span>
          created <RelativeTime at={token.created_at} />
        </span>
        <span>
          {token.last_used_at ? (
            <>
              used <RelativeTime at={token.last_used_at} />
            </>
          ) : (
            'never used'
          )}
        </span>
        <span>
          {token.expires_at ? (
            <>
              expires <RelativeTime at={token.expires_at} />
            </>
          ) : (
            'does not expire'
          )}
        </span>
      </p>
      <div className={clsx('md:w-20 md:text-right', token.revoked_at && 'max-md:hidden')}>
        {token.revoked_at ? null : (
          <LazyConfirmPopover
            trigger={
              <Button size="small" disabled={revoke.isPending} aria-label={`Revoke ${token.name}`}>
                Revoke
              </Button>
            }
            question={`Revoke “${token.name}”?`}
            detail="Programs that use it are refused from their next request on. This is final."
            confirmLabel="Revoke token"
            onConfirm={() => revoke.mutate(token.id)}
          />
        )}
      </div>
    </li>
  );
}
