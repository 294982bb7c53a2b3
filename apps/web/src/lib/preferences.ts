import { useSyncExternalStore } from 'react';
import { readStored, writeStored } from './storage.ts';

/** What can be chosen for a browser; the first of each is what holds until somebody chooses. */
const CHOICES = {
  theme: ['system', 'light', 'dark'],
  motion: ['system', 'reduced'],
  /** Of the rows of the task list, where its address does not say. */
  density: ['default', 'compact', 'comfortable'],
  times: ['relative', 'absolute'],
  zone: ['local', 'utc'],
  letterKeys: [true, false],
  notifications: [false, true],
  /** Whether the details stand beside a task's conversation. */
  inspector: [true, false],
} as const;

export type Preferences = { [Name in keyof typeof CHOICES]: (typeof CHOICES)[Name][number] };
export type Zone = Preferences['zone'];

/** `public/theme.js` reads it too, before the first paint. */
const KEY = 'taskhelm.preferences';

let stored: unknown;
let preferences: Preferences;
const listeners = new Set<() => void>();
read();

// The other tabs of this browser are told by the browser itself; `key` is null where everything was cleared.
window.addEventListener('storage', ({ key }) => {
  if (key !== KEY && key !== null) return;
  read();
  tell();
});

export const readPreferences = (): Preferences => preferences;

/** Holds at once, here and in every other tab of this browser. */
export function setPreferences(change: Partial<Preferences>): void {
  stored = { ...(isObject(stored) ? stored : {}), ...change };
  preferences = { ...preferences, ...change };
  writeStored(KEY, stored);
  tell();
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(onPreferences, readPreferences);
}

export function usePreference<Name extends keyof Preferences>(name: Name): Preferences[Name] {
  return useSyncExternalStore(onPreferences, () => preferences[name]);
}

/** Calls back after every change. Returns what ends that. */
export function onPreferences(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(): void {
  stored = readStored(KEY);
  const chosen: Record<string, unknown> = isObject(stored) ? stored : {};
  preferences = Object.fromEntries(
    Object.entries(CHOICES).map(([name, choices]) => {
      const known: readonly unknown[] = choices;
      return [name, known.includes(chosen[name]) ? chosen[name] : choices[0]];
    }),
  ) as Preferences;
}

function tell(): void {
  for (const listener of listeners) listener();
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
