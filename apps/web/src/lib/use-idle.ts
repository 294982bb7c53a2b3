import { useEffect, useState } from 'react';
import { whenIdle } from './when-idle.ts';

let wasIdle = false;

/** Whether the page has had nothing to do since it was opened: its first paint is over. */
export function useIdle(): boolean {
  const [isIdle, setIdle] = useState(wasIdle);
  useEffect(() => {
    if (wasIdle) return;
    whenIdle(() => {
      wasIdle = true;
      setIdle(true);
      return Promise.resolve();
    });
  }, []);
  return isIdle;
}
