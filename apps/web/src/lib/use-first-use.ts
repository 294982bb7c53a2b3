import { cloneElement, useState, type KeyboardEvent, type ReactElement } from 'react';

/**
 * The button of something that opens, to show until it is used for the first time, and whether it was: what opens is only
 * made then, for a page may have a hundred of them.
 */
export function useFirstUse(
  trigger: ReactElement<Record<string, unknown>>,
  opens: 'menu' | 'dialog',
): { button: ReactElement; wasUsed: boolean } {
  const [wasUsed, setUsed] = useState(false);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (opens !== 'menu' || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
    event.preventDefault();
    setUsed(true);
  };
  const props = {
    'aria-haspopup': opens,
    'aria-expanded': false,
    onClick: () => setUsed(true),
    onKeyDown,
  };
  return { button: cloneElement(trigger, props), wasUsed };
}
