import { cloneElement, useState, type KeyboardEvent, type MouseEvent, type ReactElement } from 'react';

export type UsedBy = 'pointer' | 'keys';

/**
 * The button of something that opens, to show until it is used for the first time, and how it was: what opens is only made
 * then, for a page may have a hundred of them.
 */
export function useFirstUse(
  trigger: ReactElement<Record<string, unknown>>,
  opens: 'menu' | 'dialog',
): { button: ReactElement; usedBy: UsedBy | null } {
  const [usedBy, setUsedBy] = useState<UsedBy | null>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || opens !== 'menu' || !['ArrowDown', 'ArrowUp'].includes(event.key)) return;
    event.preventDefault();
    setUsedBy('keys');
  };
  const props = {
    'aria-haspopup': opens,
    'aria-expanded': false,
    // A click that no pointer has made has no count.
    onClick: ({ detail }: MouseEvent) => setUsedBy(detail === 0 ? 'keys' : 'pointer'),
    onKeyDown,
  };
  return { button: cloneElement(trigger, props), usedBy };
}
