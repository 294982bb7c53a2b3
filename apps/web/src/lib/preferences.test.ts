import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';

const KEY = 'taskhelm.preferences';

/** The module as a page loads it that begins now. */
async function load(stored?: string) {
  jest.resetModules();
  if (stored !== undefined) localStorage.setItem(KEY, stored);
  return import('./preferences.ts');
}

beforeEach(() => localStorage.clear());
afterEach(() => {
  jest.restoreAllMocks();
});

test.each([
  undefined,
  'not JSON',
  'null',
  '[]',
  '"dark"',
  '{"theme": "pink", "letterKeys": "no", "zone": null}',
])('what cannot be read (%j) is as it is without a choice', async (stored) => {
  const { readPreferences } = await load(stored);
  expect(readPreferences()).toEqual({
    theme: 'system',
    motion: 'system',
    density: 'default',
    times: 'relative',
    zone: 'local',
    letterKeys: true,
    notifications: false,
    inspector: true,
  });
});

test('a choice is kept for the next page, beside what a later version has stored', async () => {
  const { setPreferences, readPreferences } = await load('{"zone": "utc", "fromLater": 1}');
  setPreferences({ theme: 'dark' });
  expect(readPreferences()).toMatchObject({ zone: 'utc', theme: 'dark' });
  expect(JSON.parse(localStorage.getItem(KEY) ?? '')).toEqual({ zone: 'utc', fromLater: 1, theme: 'dark' });
  const next = await load();
  expect(next.readPreferences()).toMatchObject({ zone: 'utc', theme: 'dark' });
});

test('a choice in another tab holds here at once', async () => {
  const { onPreferences, readPreferences } = await load();
  const heard = jest.fn();
  onPreferences(heard);
  localStorage.setItem(KEY, '{"density": "compact"}');
  window.dispatchEvent(new StorageEvent('storage', { key: 'something else' }));
  expect(heard).not.toHaveBeenCalled();
  window.dispatchEvent(new StorageEvent('storage', { key: KEY }));
  expect(heard).toHaveBeenCalledTimes(1);
  expect(readPreferences().density).toBe('compact');
});

test('where nothing can be stored, a choice holds for the page', async () => {
  const { setPreferences, readPreferences } = await load();
  jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  setPreferences({ motion: 'reduced' });
  expect(readPreferences().motion).toBe('reduced');
});
