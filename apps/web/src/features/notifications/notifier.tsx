import { alertEndpoints, type Alert } from '@taskhelm/contract';
import { useEffect, useEffectEvent } from 'react';
import { call } from '../../lib/api-client.ts';
import { showAlert } from './show-alert.ts';
import { takeNew } from './take-new.ts';
import { watchHidden } from './watch-hidden.ts';

/** Tells of tasks that need input or have failed while nobody looks. Draws nothing. */
export function Notifier({ onOpen }: { onOpen: (alert: Alert) => void }) {
  const open = useEffectEvent(onOpen);
  useEffect(() => {
    const begin = () => {
      let before: { since: string; alerts: readonly Alert[] } | null = null;
      return async (): Promise<void> => {
        const query = before ? { since: before.since } : {};
        const { data, server_time } = await call(alertEndpoints.list, { query });
        // What was there when the last tab went out of sight could be seen.
        if (before) for (const alert of takeNew(data, before.alerts)) showAlert(alert, () => open(alert));
        before = { since: server_time, alerts: data };
      };
    };
    return watchHidden(begin);
  }, []);
  return null;
}
