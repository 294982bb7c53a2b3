import { useDeferredValue } from 'react';

/** False as a component is drawn for the first time, true a moment later, when the page has time for what is less urgent. */
export const useAfterPaint = (): boolean => useDeferredValue(true, false);
