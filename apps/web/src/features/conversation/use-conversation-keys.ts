import type { RefObject } from 'react';
import { useCommand } from '../../lib/commands.ts';
import type { ConversationScroll } from './use-conversation-scroll.ts';

type Options = {
  list: RefObject<HTMLOListElement | null>;
  scroll: ConversationScroll;
  onFind: () => void;
};

/** The keys of a task's page that belong to its conversation. */
export function useConversationKeys({ list, scroll, onFind }: Options): void {
  const group = 'Task';
  const step = (by: 1 | -1): void => {
    const count = scroll.virtualizer.options.count;
    const at = focusedIndex(list.current) ?? firstInView(scroll, by);
    scroll.show(Math.min(Math.max(at + by, 0), count - 1));
  };
  useCommand({ id: 'message-next', keys: 'j', label: 'Next message', group, run: () => step(1) });
  useCommand({ id: 'message-previous', keys: 'k', label: 'Previous message', group, run: () => step(-1) });
  useCommand({
    id: 'card',
    keys: 'e',
    label: 'Open or close a message',
    group,
    run: () => toggleFocused(list.current),
  });
  useCommand({ id: 'latest', keys: 'shift+g', label: 'Jump to latest', group, run: scroll.jumpToEnd });
  useCommand({ id: 'find', keys: '/', label: 'Find in conversation', group, run: onFind });
}

function focusedIndex(list: HTMLElement | null): number | null {
  const entry = document.activeElement?.closest('[data-index]');
  if (!entry || !list?.contains(entry)) return null;
  return Number(entry.getAttribute('data-index'));
}

/** Where to begin while nothing has the focus: just outside what is in view, so that the first step is in it. */
function firstInView({ virtualizer }: ConversationScroll, by: 1 | -1): number {
  const range = virtualizer.range;
  if (!range) return -by;
  return by === 1 ? range.startIndex - 1 : range.endIndex + 1;
}

function toggleFocused(list: HTMLElement | null): void {
  const entry = document.activeElement?.closest('[data-index]');
  if (!entry || !list?.contains(entry)) return;
  entry.querySelector<HTMLElement>('button[aria-expanded], summary')?.click();
}
