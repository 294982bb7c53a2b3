import type { AccountSession } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { MonitorSmartphone } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { LazyConfirmPopover } from '../../components/lazy-confirm-popover.tsx';
import { ErrorLine } from '../../components/error-block.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { RelativeTime } from '../../components/time.tsx';
import { plural } from '../../lib/format-number.ts';
import { accountQueries, useEndOtherSessions, useEndSession } from './account-queries.ts';
import { describeBrowser } from './describe-browser.ts';

/** The browsers that are signed in, and the way to sign them out. */
export function SessionList() {
  const query = useQuery(accountQueries.sessions());
  const endOthers = useEndOtherSessions();
  const sessions = query.data ?? [];
  const others = sessions.filter((session) => !session.is_current).length;
  return (
    <section aria-label="Sessions" className="py-4">
      <div className="mb-2 flex flex-wrap items-center justify-between gap-3">
        <h2 className="font-medium">Signed in</h2>
        {others > 0 ? (
          <LazyConfirmPopover
            trigger={
              <Button size="small" disabled={endOthers.isPending}>
                Sign out all others
              </Button>
            }
            question={`Sign out ${plural(others, 'other browser')}?`}
            detail="They have to sign in again. This browser stays signed in."
            confirmLabel="Sign out"
            onConfirm={() => endOthers.mutate()}
          />
        ) : null}
      </div>
      {query.data ? (
        <ul aria-label="Browsers that are signed in" className="divide-y rounded-lg border">
          {sessions.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
      ) : query.isError ? (
        <ErrorLine title="The sessions could not be read." error={query.error} />
      ) : (
        <Skeleton rows={2} />
      )}
    </section>
  );
}

function SessionRow({ session }: { session: AccountSession }) {
  const end = useEndSession();
  const name = describeBrowser(session.user_agent);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-3 py-2 text-sm">
      <MonitorSmartphone aria-hidden className="size-4 shrink-0 text-muted" />
      <div className="min-w-0 flex-1 basis-48">
        <p className="font-medium break-words">
          {name}
          {session.is_current ? <span className="font-normal text-completed"> · this browser</span> : null}
        </p>
        <p className="text-muted">
          signed in <RelativeTime at={session.created_at} /> · used <RelativeTime at={session.last_used_at} />
        </p>
      </div>
      {session.is_current ? null : (
        <Button
          size="small"
          aria-label={`Sign out ${name}`}
          disabled={end.isPending}
          onClick={() => end.mutate(session.id)}
        >
          Sign out
        </Button>
      )}
    </li>
  );
}
