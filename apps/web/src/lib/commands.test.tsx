import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { cleanup, render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { listenForKeys, useCommand } from './commands.ts';
import { setPreferences } from './preferences.ts';

const ran = jest.fn<(keys: string) => void>();

function Commands({ keys }: { keys: readonly string[] }) {
  return keys.map((key) => <Key key={key} keys={key} />);
}

function Key({ keys }: { keys: string }) {
  useCommand({ id: keys, keys, label: keys, group: 'Anywhere', run: () => ran(keys) });
  return null;
}

const KEYS = ['c', '?', '/', 'g t', 'shift+c', '1', 'Space', 'Escape', 'mod+k', 'mod+a'];
const PRESSES = 'c?/gt{Shift>}c{/Shift}1 {Escape}{Control>}k{/Control}{Control>}a{/Control}';

let stop: () => void;
beforeEach(() => {
  stop = listenForKeys();
  render(<Commands keys={KEYS} />);
});
afterEach(() => {
  stop();
  cleanup();
  ran.mockClear();
  setPreferences({ letterKeys: true });
});

test('every key acts', async () => {
  await userEvent.keyboard(PRESSES);
  expect(ran.mock.calls.map(([keys]) => keys)).toEqual(KEYS);
});

test('with letter keys off nothing that prints a character acts, one after another neither', async () => {
  setPreferences({ letterKeys: false });
  await userEvent.keyboard(PRESSES);
  expect(ran.mock.calls.map(([keys]) => keys)).toEqual(['Space', 'Escape', 'mod+k', 'mod+a']);
});
