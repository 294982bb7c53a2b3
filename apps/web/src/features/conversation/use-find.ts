import { useDeferredValue, useMemo, useState } from 'react';
import type { ConversationEntry } from './arrange-items.ts';
import { conversationText, findEntries } from './conversation-text.ts';

export type Find = {
  /** Null while nothing is looked for. */
  words: string | null;
  /** Indexes of the entries that contain the words. */
  found: number[];
  /** Place in `found`; -1 where there is none. */
  current: number;
  open: () => void;
  close: () => void;
  setWords: (words: string) => void;
  /** The entry to show after going on or back, round the ends; null where nothing was found. */
  move: (by: 1 | -1) => number | null;
};

export function useFind(entries: readonly ConversationEntry[]): Find {
  const [words, setWords] = useState<string | null>(null);
  const [key, setKey] = useState<number | null>(null);
  const isOpen = words !== null;
  const texts = useMemo(
    () => (isOpen ? entries.map((entry) => conversationText(entry).toLowerCase()) : []),
    [entries, isOpen],
  );
  const looked = useDeferredValue(words ?? '');
  const found = useMemo(() => findEntries(texts, looked), [texts, looked]);
  // Remembered by its event: entries that come in before it must not make it another one.
  const at = found.findIndex((index) => entries[index]?.seq === key);
  return {
    words,
    found,
    current: at >= 0 ? at : found.length > 0 ? 0 : -1,
    open: () => setWords((before) => before ?? ''),
    close: () => setWords(null),
    setWords: (next) => {
      setWords(next);
      setKey(null);
    },
    move: (by) => {
      if (found.length === 0) return null;
      const next = at < 0 ? (by === 1 ? 0 : found.length - 1) : (at + by + found.length) % found.length;
      const index = found[next] ?? null;
      setKey(index === null ? null : (entries[index]?.seq ?? null));
      return index;
    },
  };
}
