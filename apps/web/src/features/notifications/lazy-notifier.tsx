import { useEffect, useState, type ComponentProps } from 'react';
import { useLivePaused } from '../../lib/live-mode.ts';
import { usePreference } from '../../lib/preferences.ts';
import { whenIdle } from '../../lib/when-idle.ts';
import type { Notifier } from './notifier.tsx';

/** Only for those who switched notifications on, and after the first paint. A paused tab takes no part. */
export function LazyNotifier(props: ComponentProps<typeof Notifier>) {
  const isWanted = usePreference('notifications');
  const isPaused = useLivePaused();
  const [Loaded, setLoaded] = useState<typeof Notifier | null>(null);
  useEffect(() => {
    if (isWanted) whenIdle(() => import('./notifier.tsx').then((module) => setLoaded(() => module.Notifier)));
  }, [isWanted]);
  return isWanted && Loaded && !isPaused ? <Loaded {...props} /> : null;
}
