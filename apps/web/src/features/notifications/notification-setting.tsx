import { Switch } from '../../components/switch.tsx';
import { setPreferences, usePreference } from '../../lib/preferences.ts';
import { usePermission, type Permission } from './use-permission.ts';

const HINDRANCES: Partial<Record<Permission, string>> = {
  denied:
    'The browser blocks notifications from this site. Allow them in its settings for this site, then switch them on here.',
  absent:
    'This browser shows no notifications here. They need a desktop browser, and https or a server on this computer.',
};

/** Opt-in; the browser is asked only when somebody switches it on. */
export function NotificationSetting() {
  const wanted = usePreference('notifications');
  const { permission, ask } = usePermission();
  const hindrance = HINDRANCES[permission];
  const change = async (isOn: boolean): Promise<void> => {
    const isAllowed = isOn && (await ask()) === 'granted';
    setPreferences({ notifications: isAllowed });
  };
  return (
    <section aria-label="Desktop notifications" className="py-4">
      <div className="flex items-start justify-between gap-4">
        <div>
          <h2 className="font-medium">Desktop notifications</h2>
          <p className="text-sm text-muted">
            When a task needs input or fails while no tab of Taskhelm is in sight. A click opens the task.
            Hidden tabs are silent otherwise; with this on, one of them asks the server every 15 seconds.
          </p>
        </div>
        <Switch
          label="Desktop notifications"
          checked={wanted && permission === 'granted'}
          disabled={permission === 'absent'}
          onChange={(isOn) => void change(isOn)}
        />
      </div>
      {hindrance ? (
        <p role="status" className="mt-2 text-sm text-needs-input">
          {hindrance}
        </p>
      ) : null}
    </section>
  );
}
