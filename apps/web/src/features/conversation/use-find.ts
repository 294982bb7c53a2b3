import { useDeferredValue, useEffect, useEffectEvent, useMemo, useState } from 'react';
import { entryIndexOf, type ConversationEntry } from './arrange-items.ts';
import { conversationText, findEntries } from './conversation-text.ts';

export type Find = {
  /** How many entries contain the words. */
  total: number;
  /** Which of them is shown, from 0; -1 where there is none. */
  current: number;
  /** Goes on or back, round the ends. */
  move: (by: 1 | -1) => void;
};

/** Finds `words` in the entries. `onShow` is told the index of each that is gone to; for new words, that is the first. */
export function useFind(
  entries: readonly ConversationEntry[],
  words: string,
  onShow: (index: number) => void,
): Find {
  // Remembered by its event: entries that come in before it must not make it another one.
  const [shown, setShown] = useState<{ words: string; seq: number } | null>(null);
  const texts = useMemo(() => entries.map((entry) => conversationText(entry).toLowerCase()), [entries]);
  const looked = useDeferredValue(words);
  const found = useMemo(() => findEntries(texts, looked), [texts, looked]);
  const at = found.findIndex((index) => entries[index]?.seq === shown?.seq);
  const goTo = (place: number): void => {
    const entry = entries[found[place] ?? -1];
    if (entry) setShown({ words: looked, seq: entry.seq });
  };
  if (found.length > 0 && looked === words && shown?.words !== looked) goTo(Math.max(at, 0));
  const show = useEffectEvent((seq: number) => {
    const index = entryIndexOf(entries, seq);
    if (index >= 0) onShow(index);
  });
  useEffect(() => {
    if (shown) show(shown.seq);
  }, [shown]);
  return {
    total: found.length,
    current: at,
    move: (by) => goTo(at < 0 ? 0 : (at + by + found.length) % found.length),
  };
}
