import { useCallback, useSyncExternalStore } from 'react';

export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const media = matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}

/** The widths at which the layout changes; the same as Tailwind's `md` and `xl`. */
export const usePhoneLayout = (): boolean => useMediaQuery('(width < 48rem)');
export const useWideLayout = (): boolean => useMediaQuery('(width >= 80rem)');
