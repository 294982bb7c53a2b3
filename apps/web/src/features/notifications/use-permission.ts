import { useEffect, useState } from 'react';

/** `absent`: this browser has none for pages: on Android, and where a page came without https. */
export type Permission = NotificationPermission | 'absent';

/** What the browser lets this site do, kept up to date, and how to ask for it, which takes a click. */
export function usePermission(): { permission: Permission; ask: () => Promise<Permission> } {
  const [permission, setPermission] = useState(readPermission);
  useEffect(() => {
    let status: PermissionStatus | undefined;
    let isOver = false;
    const update = (): void => setPermission(readPermission());
    void navigator.permissions?.query({ name: 'notifications' }).then(
      (found) => {
        if (isOver) return;
        status = found;
        status.addEventListener('change', update);
      },
      () => undefined,
    );
    return () => {
      isOver = true;
      status?.removeEventListener('change', update);
    };
  }, []);
  const ask = async (): Promise<Permission> => {
    if (readPermission() === 'default') await Notification.requestPermission();
    setPermission(readPermission());
    return readPermission();
  };
  return { permission, ask };
}

function readPermission(): Permission {
  const canShow =
    'Notification' in window && 'locks' in navigator && !navigator.userAgent.includes('Android');
  return canShow ? Notification.permission : 'absent';
}
