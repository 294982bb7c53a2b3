import type { InboxItem } from '@taskhelm/contract';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { partOf, type InboxSearch } from './inbox-search.ts';
import { inputQueries, type InputPage } from './input-queries.ts';

export type InboxData = {
  /** What waits for this person, and what they have put off, under the filters. */
  waiting: InputPage | undefined;
  snoozed: InputPage | undefined;
  /** Of the part that is shown; undefined until it is read. */
  items: readonly InboxItem[] | undefined;
  total: number;
  readAt: number;
  error: Error | null;
  retry: () => void;
  /** Reads more of what was answered; undefined where there is no more, or it comes by itself. */
  more: (() => void) | undefined;
};

export function useInboxData(search: InboxSearch): InboxData {
  const part = partOf(search);
  const waiting = useQuery(inputQueries.list(search, 'exclude'));
  const snoozed = useQuery(inputQueries.list(search, 'only'));
  const answered = useInfiniteQuery({ ...inputQueries.answered(search), enabled: part === 'answered' });
  const past = useMemo(() => answered.data && unite(answered.data.pages), [answered.data]);
  const lists = { waiting: waiting.data, snoozed: snoozed.data };
  if (part === 'answered') {
    return {
      ...lists,
      items: past,
      total: answered.data?.pages.at(-1)?.total ?? 0,
      readAt: answered.dataUpdatedAt,
      error: answered.error,
      retry: () => void answered.refetch(),
      more: answered.hasNextPage ? () => void answered.fetchNextPage() : undefined,
    };
  }
  const shown = part === 'waiting' ? waiting : snoozed;
  return {
    ...lists,
    items: shown.data?.data,
    total: shown.data?.total ?? 0,
    readAt: shown.dataUpdatedAt,
    error: shown.error,
    retry: () => void shown.refetch(),
    more: undefined,
  };
}

/** Pages overlap where something was answered between their readings. */
function unite(pages: readonly InputPage[]): InboxItem[] {
  return [...new Map(pages.flatMap(({ data }) => data).map((item) => [item.call_id, item])).values()];
}
