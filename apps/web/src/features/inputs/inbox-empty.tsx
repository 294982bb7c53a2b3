import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { AlarmClock, CircleCheck, Filter, History } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { buttonClass } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { plural } from '../../lib/format-number.ts';
import { changeInbox, isFiltered, partOf, type InboxSearch } from './inbox-search.ts';
import { inputCountQuery } from './input-count-query.ts';

type InboxEmptyProps = {
  search: InboxSearch;
  snoozed: number;
  whenEmpty: ReactNode;
  heading: Ref<HTMLHeadingElement>;
};

/** Why the list is empty: nothing waits, or the filters leave nothing. */
export function InboxEmpty({ search, snoozed, whenEmpty, heading }: InboxEmptyProps) {
  if (isFiltered(search)) return <NothingMatches search={search} heading={heading} />;
  switch (partOf(search)) {
    case 'waiting':
      return (
        <EmptyState
          icon={<CircleCheck aria-hidden className="size-7" />}
          title="Nothing waits on you"
          heading={heading}
        >
          <div className="mt-1 space-y-1 text-sm text-muted">
            {whenEmpty}
            {snoozed > 0 ? (
              <p>
                <Link
                  to="/inbox"
                  search={{ state: 'snoozed' }}
                  className="text-accent underline underline-offset-2 coarse:py-3"
                >
                  {plural(snoozed, 'request')}
                </Link>{' '}
                {snoozed === 1 ? 'is' : 'are'} snoozed.
              </p>
            ) : null}
          </div>
        </EmptyState>
      );
    case 'snoozed':
      return (
        <EmptyState
          icon={<AlarmClock aria-hidden className="size-7" />}
          title="Nothing is snoozed"
          heading={heading}
        >
          <p className="mt-1 max-w-md text-sm text-muted">
            What you snooze leaves your inbox until its time has come. Everybody else sees it as before.
          </p>
        </EmptyState>
      );
    case 'answered':
      return (
        <EmptyState icon={<History aria-hidden className="size-7" />} title="Nothing was answered yet">
          <p className="mt-1 text-sm text-muted">Who answered what, and when, is kept here.</p>
        </EmptyState>
      );
  }
}

const KIND_WORDS = { question: 'questions', confirmation: 'approvals' } as const;

/** Names the filters, and how much there is without them. */
function NothingMatches({ search, heading }: Pick<InboxEmptyProps, 'search' | 'heading'>) {
  const count = useQuery(inputCountQuery()).data ?? 0;
  const what = search.kind ? KIND_WORDS[search.kind] : 'requests';
  const whose = search.agent ? ` of ${search.agent.join(', ')}` : '';
  return (
    <EmptyState
      icon={<Filter aria-hidden className="size-7" />}
      title={`No ${what}${whose} here`}
      heading={heading}
    >
      {partOf(search) === 'waiting' && count > 0 ? (
        <p className="mt-1 text-sm text-muted">{plural(count, 'request')} in all.</p>
      ) : null}
      <Link
        to="/inbox"
        search={changeInbox(search, { agent: undefined, kind: undefined })}
        className={`mt-4 ${buttonClass()}`}
      >
        Show all
      </Link>
    </EmptyState>
  );
}
