import { hasScope } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { browserSessionQueries } from '../features/account/browser-session-queries.ts';
import { settingsPagesFor } from './settings-pages.ts';

/** The ways between the settings, above the page that is open. */
export function SettingsLayout() {
  const who = useQuery(browserSessionQueries.whoAmI()).data;
  const isAdministrator = who !== undefined && hasScope(who.scopes, 'admin');
  const nav = useRef<HTMLElement>(null);
  const path = useLocation({ select: ({ pathname }) => pathname });
  // A phone has room for some of them only.
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [path, isAdministrator]);
  return (
    <>
      <nav ref={nav} aria-label="Settings" className="flex shrink-0 gap-1 overflow-x-auto border-b px-3">
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
