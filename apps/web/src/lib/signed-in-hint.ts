import { readStored, removeStored, writeStored } from './storage.ts';

const KEY = 'taskhelm.signed-in';

/**
 * Whether this browser was signed in when it was last used. The cookie itself cannot be read; this only saves requests
 * that would be refused.
 */
export const wasSignedIn = (): boolean => readStored(KEY) === true;
export const noteSignedIn = (): void => writeStored(KEY, true);
export const noteSignedOut = (): void => removeStored(KEY);
