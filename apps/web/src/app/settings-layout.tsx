import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { settingsPagesFor } from './settings-pages.ts';
import { useMay } from '../lib/who-am-i.ts';

/** The ways between the settings, above the page that is open. */
export function SettingsLayout() {
  const isAdministrator = useMay('admin') ?? false;
  const nav = useRef<HTMLElement>(null);
  const path = useLocation({ select: ({ pathname }) => pathname });
  // Where they do not fit side by side, the open one is in view.
  useEffect(() => {
    const open = nav.current?.querySelector<HTMLElement>('[aria-current=page]');
    if (open)
      nav.current?.scrollTo({ left: open.offsetLeft - (nav.current.clientWidth - open.offsetWidth) / 2 });
  }, [path, isAdministrator]);
  return (
    <>
      <nav
        ref={nav}
        aria-label="Settings"
        className="relative flex shrink-0 gap-1 overflow-x-auto border-b px-3"
      >
        {settingsPagesFor(isAdministrator).map(({ to, label }) => (
          <Link
            key={to}
            to={to}
            className="flex h-10 shrink-0 items-center border-b-2 border-transparent px-2 text-sm text-muted hover:text-text aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-text coarse:h-11"
          >
            {label}
          </Link>
        ))}
      </nav>
      <Outlet />
    </>
  );
}
