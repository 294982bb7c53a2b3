import type { Command } from '../lib/commands.ts';

/** Something the palette can do. `words` are looked through beside the label. */
export type PaletteEntry = { id: string; label: string; words: string; keys: string | null; run: () => void };
export type PaletteGroup = { value: string; items: PaletteEntry[] };

/** What belongs to the page comes before what works anywhere. */
const GROUPS: readonly Command['group'][] = ['Answering', 'Task', 'Task list', 'Anywhere'];

export function commandGroups(commands: readonly Command[]): PaletteGroup[] {
  return GROUPS.map((group) => ({
    value: group,
    items: commands
      .filter((command) => command.group === group && command.id !== 'palette')
      .map(({ id, label, keys, run }) => ({ id, label, words: '', keys, run })),
  })).filter(({ items }) => items.length > 0);
}

/** Keeps what contains every word that was typed, in any order. */
export function filterGroups(groups: readonly PaletteGroup[], typed: string): PaletteGroup[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return groups
    .map(({ value, items }) => ({
      value,
      items: items.filter(({ label, words: more }) => {
        const text = `${label} ${more} ${value}`.toLowerCase();
        return words.every((word) => text.includes(word));
      }),
    }))
    .filter(({ items }) => items.length > 0);
}
