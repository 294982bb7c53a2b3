import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { IconButton } from '../../components/button.tsx';
import { useSettled } from '../../lib/use-settled.ts';
import type { ConversationEntry } from './arrange-items.ts';
import { partsThatHide } from './conversation-text.ts';
import { useOpenCards } from './open-cards.tsx';
import { useFind } from './use-find.ts';

const TYPING_MS = 120;

type FindBarProps = {
  entries: readonly ConversationEntry[];
  words: string;
  /** Earlier parts are still being read. */
  isLoading: boolean;
  onWords: (words: string) => void;
  /** Brings an entry that was found into view. */
  onShow: (index: number) => void;
  onClose: () => void;
};

/** Looks for words in the whole conversation: Enter for the next, Shift+Enter for the one before. */
export function FindBar({ entries, words, isLoading, onWords, onShow, onClose }: FindBarProps) {
  const { open } = useOpenCards();
  // Whoever still types is not taken along yet.
  const sought = useSettled(words, TYPING_MS);
  const { total, current, move } = useFind(entries, sought, (index) => {
    const entry = entries[index];
    if (entry) open(partsThatHide(entry, sought));
    onShow(index);
  });
  return (
    <search
      aria-label="Find in conversation"
      className="ml-auto flex w-full max-w-sm items-center gap-1 rounded-lg border bg-raised py-1 pr-1 pl-2 shadow-pop"
    >
      <input
        // The person has just asked for it.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        aria-label="Words to find"
        placeholder="Find in conversation"
        value={words}
        onChange={(event) => onWords(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault();
            move(event.shiftKey ? -1 : 1);
          } else if (event.key === 'Escape') {
            event.stopPropagation();
            onClose();
          }
        }}
        className="h-7 min-w-0 flex-1 bg-transparent text-sm outline-none coarse:h-11"
      />
      <span role="status" className="shrink-0 text-xs text-muted tabular-nums">
        {tell({ words: sought, current, total, isLoading })}
      </span>
      <IconButton label="Previous match" disabled={total === 0} onClick={() => move(-1)}>
        <ArrowUp aria-hidden className="size-3.5" />
      </IconButton>
      <IconButton label="Next match" disabled={total === 0} onClick={() => move(1)}>
        <ArrowDown aria-hidden className="size-3.5" />
      </IconButton>
      <IconButton label="Close find" onClick={onClose}>
        <X aria-hidden className="size-3.5" />
      </IconButton>
    </search>
  );
}

type Telling = { words: string; current: number; total: number; isLoading: boolean };

function tell({ words, current, total, isLoading }: Telling): string {
  if (words.trim() === '') return '';
  if (total === 0) return isLoading ? 'Looking…' : 'Not found';
  return `${Math.max(current, 0) + 1} of ${total}${isLoading ? '…' : ''}`;
}
