import type { InboxItem } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react';
import { Button } from '../../components/button.tsx';
import { ErrorLine } from '../../components/error-block.tsx';
import { formatCount } from '../../lib/format-number.ts';
import { usePhoneLayout } from '../../lib/use-media-query.ts';
import { focusAnswer } from './focus-answer.ts';
import { InboxEmpty } from './inbox-empty.tsx';
import { InboxItemView } from './inbox-item-view.tsx';
import { focusRow, InboxList, useHold, useSteadyRows } from './inbox-list.tsx';
import { changeInbox, partOf } from './inbox-search.ts';
import type { InboxProps } from './inbox.tsx';
import { inputQueries } from './input-queries.ts';
import { useSnooze, useWake } from './snooze-mutations.ts';
import type { InboxRow } from './steady-rows.ts';
import type { InboxData } from './use-inbox-data.ts';

type InboxBodyProps = Pick<InboxProps, 'search' | 'onSearch' | 'context' | 'whenEmpty'> & {
  data: InboxData & { items: readonly InboxItem[] };
  /** Whether the next request that opens gets the focus. */
  takesFocusRef: RefObject<boolean>;
};

const LABELS = {
  waiting: 'Waiting requests',
  snoozed: 'Snoozed requests',
  answered: 'Answered requests',
} as const;

/** The list, and at its right the request that is open; on a phone one of them at a time. */
export function InboxBody({ search, onSearch, context, whenEmpty, data, takesFocusRef }: InboxBodyProps) {
  const isPhone = usePhoneLayout();
  const part = partOf(search);
  const list = useRef<HTMLUListElement>(null);
  const section = useRef<HTMLElement>(null);
  const [sent, setSent] = useState<readonly string[]>([]);
  const leaving = useLeaving(data.items);
  const snooze = useSnooze(leaving.remove);
  const wake = useWake(leaving.remove);
  const { isHeld, hold } = useHold();
  const showsList = !isPhone || search.item === undefined;
  const rows = useSteadyRows(data.items, {
    readAt: data.readAt,
    isHeld: isHeld && showsList,
    open: search.item,
    done: new Set([...sent, ...leaving.ids, ...movedByMe(search, data)]),
  });
  const openId = search.item ?? (isPhone ? undefined : rows[0]?.item.call_id);
  const { item, isGone, error } = useOpenItem(openId, rows);
  const choose = (callId: string | undefined, how?: { replace: boolean }): void =>
    onSearch(changeInbox(search, { item: callId }), how);
  useNamedInAddress(openId, search.item, () => choose(openId, { replace: true }));
  useFocusOnOpen(section, { isNone: openId === undefined, shown: item?.call_id }, takesFocusRef);

  const isEmpty = rows.length === 0 && !openId;
  const { heading, expectEmpty } = useFocusWhenEmptied(isEmpty);

  const next = nextAfter(rows, openId);
  const goOn = (): void => {
    takesFocusRef.current = true;
    expectEmpty(next === undefined);
    choose(next, { replace: true });
  };
  const openRow = (callId: string, { browses }: { browses: boolean }): void => {
    takesFocusRef.current = !browses;
    if (callId === openId && !browses) focusAnswer(section.current);
    else choose(callId, { replace: browses });
  };
  const leave = (): void => {
    if (isPhone) choose(undefined, { replace: true });
    requestAnimationFrame(() => {
      if (openId) focusRow(list.current, openId);
    });
  };

  if (isEmpty) {
    const snoozed = data.snoozed?.total ?? 0;
    return <InboxEmpty search={search} snoozed={snoozed} whenEmpty={whenEmpty} heading={heading} />;
  }
  return (
    <div className="flex min-h-0 flex-1 md:grid md:grid-cols-[minmax(15rem,22rem)_1fr]">
      {showsList ? (
        <div data-scroll-area className="min-w-0 flex-1 overflow-y-auto md:border-r">
          {rows.length > 0 ? (
            <InboxList
              list={list}
              hold={hold}
              label={LABELS[part]}
              rows={rows}
              open={openId}
              onOpen={openRow}
            />
          ) : (
            <p className="px-4 py-3 text-sm text-muted">Nothing in this list.</p>
          )}
          <ListEnd data={data} isOldestFirst={search.sort !== 'newest'} />
        </div>
      ) : null}
      {item ? (
        <InboxItemView
          section={section}
          item={item}
          isGone={isGone}
          goesOn={next !== undefined && part !== 'answered'}
          context={context}
          onSent={() => {
            setSent((before) => [...before, item.call_id]);
            goOn();
          }}
          onSnooze={(request) => {
            leaving.add(item);
            snooze.mutate({ item, request });
            goOn();
          }}
          onWake={() => {
            wake.mutate(item);
            // Among those that wait it stays where it is.
            if (part !== 'snoozed') return;
            leaving.add(item);
            goOn();
          }}
          onNext={goOn}
          onBack={isPhone ? leave : undefined}
          onLeave={leave}
        />
      ) : error ? (
        <div className="p-4">
          <ErrorLine title="This request could not be read." error={error} />
        </div>
      ) : null}
    </div>
  );
}

type Leaving = { ids: string[]; add: (item: InboxItem) => void; remove: (item: InboxItem) => void };

/** What is about to leave the list: it is not opened anew while the list still has it. */
function useLeaving(items: readonly InboxItem[]): Leaving {
  const [leaving, setLeaving] = useState<readonly string[]>([]);
  const ids = leaving.filter((callId) => items.some((item) => item.call_id === callId));
  if (ids.length < leaving.length) setLeaving(ids);
  return {
    ids,
    add: ({ call_id }) => setLeaving((before) => [...before, call_id]),
    remove: ({ call_id }) => setLeaving((before) => before.filter((other) => other !== call_id)),
  };
}

/** What left the list because this person put it off, or took it back. */
function movedByMe(search: InboxBodyProps['search'], { waiting, snoozed }: InboxData): string[] {
  const other = { waiting: snoozed, snoozed: waiting, answered: undefined }[partOf(search)];
  return other?.data.map(({ call_id }) => call_id) ?? [];
}

/** As the list has it; what is not in the list, or not any more, is read by itself. */
function useOpenItem(
  openId: string | undefined,
  rows: readonly InboxRow[],
): { item: InboxItem | undefined; isGone: boolean; error: Error | null } {
  const row = rows.find(({ item }) => item.call_id === openId);
  const isListed = row !== undefined && row.goneSince === null;
  const latest = useQuery({
    ...inputQueries.one(openId ?? ''),
    enabled: openId !== undefined && !isListed,
  });
  if (isListed) return { item: row.item, isGone: false, error: null };
  const item = latest.data ?? row?.item;
  return { item, isGone: row !== undefined && item?.state !== 'pending', error: latest.error };
}

/** What is open stands in the address, also where nobody chose it. */
function useNamedInAddress(openId: string | undefined, named: string | undefined, name: () => void): void {
  const nameNow = useEffectEvent(name);
  useEffect(() => {
    if (openId !== undefined && named === undefined) nameNow();
  }, [openId, named]);
}

/** Once for whoever came to answer; what comes in later into an empty inbox takes nobody's focus away. */
function useFocusOnOpen(
  section: RefObject<HTMLElement | null>,
  { isNone, shown }: { isNone: boolean; shown: string | undefined },
  takesFocusRef: RefObject<boolean>,
): void {
  useEffect(() => {
    if (!isNone && shown === undefined) return;
    if (takesFocusRef.current && shown !== undefined) focusAnswer(section.current);
    takesFocusRef.current = false;
  }, [section, isNone, shown, takesFocusRef]);
}

/** Whoever has dealt with the last request is told that it was the last; who finds nothing to begin with keeps the focus. */
function useFocusWhenEmptied(isEmpty: boolean): {
  heading: RefObject<HTMLHeadingElement | null>;
  expectEmpty: (isExpected: boolean) => void;
} {
  const heading = useRef<HTMLHeadingElement>(null);
  const isExpectedRef = useRef(false);
  useEffect(() => {
    if (isEmpty && isExpectedRef.current) heading.current?.focus();
    isExpectedRef.current = false;
  }, [isEmpty]);
  return {
    heading,
    expectEmpty: (isExpected) => {
      isExpectedRef.current = isExpected;
    },
  };
}

/** The next one that waits; at the end of the list the one before. */
function nextAfter(rows: readonly InboxRow[], openId: string | undefined): string | undefined {
  const at = rows.findIndex(({ item }) => item.call_id === openId);
  const others = [...rows.slice(at + 1), ...rows.slice(0, Math.max(at, 0)).toReversed()];
  return others.find(({ goneSince }) => goneSince === null)?.item.call_id;
}

type ListEndProps = { data: InboxBodyProps['data']; isOldestFirst: boolean };

function ListEnd({ data: { items, total, more }, isOldestFirst }: ListEndProps) {
  if (more) {
    return (
      <div className="flex justify-center p-3">
        <Button onClick={more}>Show more</Button>
      </div>
    );
  }
  if (items.length >= total) return null;
  return (
    <p className="px-4 py-3 text-sm text-muted">
      The {isOldestFirst ? 'oldest' : 'newest'} {formatCount(items.length)} of {formatCount(total)}. The
      others come as these are answered.
    </p>
  );
}
