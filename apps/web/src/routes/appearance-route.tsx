import { PageTitle } from '../components/page-title.tsx';
import { NotificationSetting } from '../features/notifications/notification-setting.tsx';
import { Appearance } from '../features/preferences/appearance.tsx';

export function AppearancePage() {
  return (
    <>
      <div className="flex min-h-13 shrink-0 items-center border-b px-4">
        <PageTitle name="Appearance" />
      </div>
      <div className="max-w-2xl divide-y px-4 pb-8">
        <p className="py-3 text-sm text-muted">
          For this browser only. What you choose holds at once, in its other tabs too.
        </p>
        <Appearance />
        <NotificationSetting />
      </div>
    </>
  );
}
