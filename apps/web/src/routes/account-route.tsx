import { useQuery } from '@tanstack/react-query';
import { ErrorBlock } from '../components/error-block.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { AccountFacts } from '../features/account/account-facts.tsx';
import { accountQueries } from '../features/account/account-queries.ts';
import { PasswordForm } from '../features/account/password-form.tsx';
import { SessionList } from '../features/account/session-list.tsx';

export function AccountPage() {
  const query = useQuery(accountQueries.account());
  const account = query.data;
  return (
    <>
      <div className="flex min-h-13 shrink-0 items-center border-b px-4">
        <PageTitle name="Account" />
      </div>
      {account ? (
        <div className="max-w-2xl divide-y px-4 pb-8">
          <AccountFacts account={account} />
          <SessionList />
          <PasswordForm email={account.email} hasPassword={account.has_password} />
        </div>
      ) : query.isError ? (
        <ErrorBlock
          what="Your account could not be read"
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      ) : (
        <Skeleton rows={6} />
      )}
    </>
  );
}
