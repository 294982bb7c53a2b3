import { afterEach, expect, test } from '@jest/globals';
import { act, cleanup, render, screen } from '@testing-library/react';
import { Button, IconButton } from '../components/button.tsx';
import { setPreferences } from './preferences.ts';

afterEach(() => {
  cleanup();
  setPreferences({ letterKeys: true });
});

test('buttons name the keys that press them, and no longer those of letters that are switched off', () => {
  render(
    <>
      <Button aria-keyshortcuts="Shift+C">Cancel</Button>
      <Button aria-keyshortcuts="Control+Enter">Send</Button>
      <IconButton label="Details" aria-keyshortcuts="m" />
      <Button>Other</Button>
    </>,
  );
  const named = () => screen.getAllByRole('button').map((button) => button.getAttribute('aria-keyshortcuts'));
  expect(named()).toEqual(['Shift+C', 'Control+Enter', 'm', null]);
  act(() => setPreferences({ letterKeys: false }));
  expect(named()).toEqual([null, 'Control+Enter', null, null]);
  act(() => setPreferences({ letterKeys: true }));
  expect(named()).toEqual(['Shift+C', 'Control+Enter', 'm', null]);
});
