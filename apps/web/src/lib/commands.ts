import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { isHeard } from './shortcuts.ts';

/** Something a key does. One list feeds the keys and the help. */
export type Command = {
  id: string;
  /** `c`, `?`, `shift+g`, `mod+k` (which works inside fields too), or a sequence such as `g t`. */
  keys: string;
  label: string;
  group: 'Anywhere' | 'Task list' | 'Task' | 'Answering';
  /** Left out: always. Where it says no, the key does what the browser makes of it. */
  isReady?: () => boolean;
  run: () => void;
};

let commands: readonly Command[] = [];
const listeners = new Set<() => void>();
const SEQUENCE_MS = 1_200;

/** Makes a command available while the calling component is on the page. */
export function useCommand(command: Command | null): void {
  const run = useEffectEvent(() => command?.run());
  const isReady = useEffectEvent(() => command?.isReady?.() ?? true);
  const { id, keys, label, group } = command ?? {};
  useEffect(() => {
    if (!id || !keys || !label || !group) return;
    const entry: Command = { id, keys, label, group, isReady: () => isReady(), run: () => run() };
    update([...commands.filter((other) => other.id !== id), entry]);
    return () => update(commands.filter((other) => other !== entry));
  }, [id, keys, label, group]);
}

/** Does what the keys of a command do, where it is on the page. */
export function runCommand(id: string): void {
  commands.findLast((command) => command.id === id)?.run();
}

/** The keys `1` to `count` (at most 9), as one line of the help. */
export function useNumberCommands(
  command: Omit<Command, 'keys' | 'run'>,
  count: number,
  run: (index: number) => void,
): void {
  const choose = useEffectEvent(run);
  const { id, label, group } = command;
  useEffect(() => {
    const entries = Array.from({ length: Math.min(count, 9) }, (_, index): Command => ({
      id: `${id}-${index + 1}`,
      keys: String(index + 1),
      label: `${label} ${index + 1}`,
      group,
      run: () => choose(index),
    }));
    update([...commands, ...entries]);
    return () => update(commands.filter((other) => !entries.includes(other)));
  }, [id, label, group, count]);
}

export function useCommands(): readonly Command[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => commands,
  );
}

/** Listens for the keys of all commands. Single letters do nothing inside fields and open dialogs. */
export function listenForKeys(): () => void {
  let begun: { key: string; at: number } | null = null;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.altKey) return;
    const key = nameOf(event);
    if (!key.startsWith('mod+') && isTyping(event)) return;
    const sequence = begun && event.timeStamp - begun.at < SEQUENCE_MS ? `${begun.key} ${key}` : null;
    begun = null;
    const command = find(sequence) ?? find(key);
    if (command) {
      event.preventDefault();
      command.run();
    } else if (commands.some(({ keys }) => keys.startsWith(`${key} `) && isHeard(keys))) {
      begun = { key, at: event.timeStamp };
    }
  };
  document.addEventListener('keydown', onKeyDown);
  return () => document.removeEventListener('keydown', onKeyDown);
}

function find(keys: string | null): Command | undefined {
  return commands.findLast(
    (command) => command.keys === keys && isHeard(keys) && (command.isReady?.() ?? true),
  );
}

function nameOf(event: KeyboardEvent): string {
  if (event.ctrlKey || event.metaKey) return `mod+${event.key.toLowerCase()}`;
  const isLetter = /^[a-z]$/i.test(event.key);
  if (event.key === ' ') return 'Space';
  return event.shiftKey && isLetter ? `shift+${event.key.toLowerCase()}` : event.key;
}

function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  if (!target) return false;
  if (document.querySelector(OPEN)) return true;
  if (target.isContentEditable || target.matches('textarea, select')) return true;
  return target.matches('input') && !target.matches('[type="checkbox"], [type="radio"], [type="button"]');
}

/** What keeps the keys to itself. A note in the corner has the role of a dialog, and does not. */
const OPEN = '[role="menu"], :is([role="dialog"], [role="alertdialog"]):not([data-toasts] *)';

function update(next: readonly Command[]): void {
  commands = next;
  for (const listener of listeners) listener();
}
