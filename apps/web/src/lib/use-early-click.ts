import { cloneElement, useState, type ReactElement } from 'react';

/** The button to show while its code is on its way, and whether it was clicked meanwhile. */
export function useEarlyClick(trigger: ReactElement<Record<string, unknown>>): {
  placeholder: ReactElement;
  wasClicked: boolean;
} {
  const [wasClicked, setClicked] = useState(false);
  return { placeholder: cloneElement(trigger, { onClick: () => setClicked(true) }), wasClicked };
}
