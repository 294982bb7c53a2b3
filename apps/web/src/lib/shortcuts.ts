import { readPreferences, usePreference } from './preferences.ts';

/** Whether these keys do anything: those that print a character, alone or one after the other, can be switched off. */
export const isHeard = (keys: string): boolean => readPreferences().letterKeys || !hasLetter(keys);

/** What elements say of their keys, as `aria-keyshortcuts`: nothing of keys that do nothing. */
export function useShortcuts(): (keys: string | undefined) => string | undefined {
  const hasLetterKeys = usePreference('letterKeys');
  return (keys) => (keys !== undefined && (hasLetterKeys || !hasLetter(keys)) ? keys : undefined);
}

const hasLetter = (keys: string): boolean => keys.split(' ').some((key) => /^(?:shift\+)?.$/i.test(key));
