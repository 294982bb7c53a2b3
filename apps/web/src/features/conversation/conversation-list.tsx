import type { RefObject } from 'react';
import { entryKey, type ConversationEntry } from './arrange-items.ts';
import { ConversationEntryView } from './conversation-items.tsx';
import type { ConversationScroll } from './use-conversation-scroll.ts';

type ConversationListProps = {
  list: RefObject<HTMLOListElement | null>;
  entries: readonly ConversationEntry[];
  scroll: ConversationScroll;
  sessionId: string;
  isOver: boolean;
  /** Event that is pointed at, by a link or by a search. */
  target: number | null;
};

/** Only what is in view, and a little around it, is in the page. */
export function ConversationList({
  list,
  entries,
  scroll,
  sessionId,
  isOver,
  target,
}: ConversationListProps) {
  const { virtualizer, scrollMargin } = scroll;
  return (
    <div role="log" aria-live="off" aria-label="Conversation">
      <ol ref={list} className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const entry = entries[index];
          if (!entry) return null;
          return (
            <li
              key={entryKey(entry)}
              ref={virtualizer.measureElement}
              data-index={index}
              data-seq={entry.seq}
              data-target={(entry.seq === target && entry.kind !== 'pause') || undefined}
              tabIndex={-1}
              aria-posinset={index + 1}
              aria-setsize={entries.length}
              className="absolute top-0 left-0 w-full rounded-lg data-target:outline-2 data-target:outline-offset-4 data-target:outline-accent/60"
              style={{ transform: `translateY(${start - scrollMargin}px)` }}
            >
              <ConversationEntryView entry={entry} sessionId={sessionId} isOver={isOver} />
            </li>
          );
        })}
      </ol>
    </div>
  );
}
