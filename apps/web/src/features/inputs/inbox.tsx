import type { InboxItem } from '@taskhelm/contract';
import { useRef, type ReactNode } from 'react';
import { ErrorBlock } from '../../components/error-block.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { StaleBanner } from '../../components/stale-banner.tsx';
import { usePhoneLayout } from '../../lib/use-media-query.ts';
import { InboxBar } from './inbox-bar.tsx';
import { InboxBody } from './inbox-body.tsx';
import type { InboxSearch } from './inbox-search.ts';
import { useInboxData } from './use-inbox-data.ts';

export type InboxProps = {
  search: InboxSearch;
  onSearch: (search: InboxSearch, how?: { replace: boolean }) => void;
  /** Names of all agents. */
  agents: readonly string[];
  heading: ReactNode;
  /** What came before a request in its conversation. */
  context: (item: InboxItem) => ReactNode;
  /** What is said where nothing waits. */
  whenEmpty: ReactNode;
};

/** What waits for a person, what they have put off, and what was answered. */
export function Inbox(props: InboxProps) {
  const { search, onSearch, agents, heading } = props;
  const data = useInboxData(search);
  const isPhone = usePhoneLayout();
  // Whoever comes here comes to answer; who changes the filters does not lose the focus.
  const takesFocusRef = useRef(true);
  const { item: _item, ...view } = search;
  return (
    <>
      <InboxBar
        search={search}
        onSearch={onSearch}
        agents={agents}
        heading={heading}
        data={data}
        isFolded={isPhone && search.item !== undefined}
      />
      {data.error && data.items ? <StaleBanner since={data.readAt} onRetry={data.retry} /> : null}
      {data.items ? (
        <InboxBody
          {...props}
          key={JSON.stringify(view)}
          data={{ ...data, items: data.items }}
          takesFocusRef={takesFocusRef}
        />
      ) : data.error ? (
        <ErrorBlock what="The inbox could not be read" error={data.error} onRetry={data.retry} />
      ) : (
        <Skeleton rows={5} className="!h-14" />
      )}
    </>
  );
}
