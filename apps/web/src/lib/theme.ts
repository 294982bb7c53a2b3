import { useSyncExternalStore } from 'react';

export type ThemeChoice = 'light' | 'dark' | 'system';

const KEY = 'taskhelm.theme';
const listeners = new Set<() => void>();
const prefersDark = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)');

/** The person's choice and a setter. `public/theme.js` applies the choice before the first paint. */
export function useTheme(): [ThemeChoice, (choice: ThemeChoice) => void] {
  const choice = useSyncExternalStore(subscribe, readChoice);
  return [choice, chooseTheme];
}

/** Every page follows the system, those without a theme switch too. */
export function followSystemTheme(): void {
  prefersDark().addEventListener('change', () => apply(readChoice()));
}

function chooseTheme(choice: ThemeChoice): void {
  try {
    if (choice === 'system') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, choice);
  } catch {
    // It then holds for this page only.
  }
  apply(choice);
  for (const listener of listeners) listener();
}

function readChoice(): ThemeChoice {
  try {
    const stored = localStorage.getItem(KEY);
    return stored === 'light' || stored === 'dark' ? stored : 'system';
  } catch {
    return 'system';
  }
}

function apply(choice: ThemeChoice): void {
  const dark = choice === 'dark' || (choice === 'system' && prefersDark().matches);
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
