import { hasScope } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { browserSessionQueries } from '../features/account/browser-session-queries.ts';

/** The pages of the settings, in order. */
const TABS = [
  { to: '/settings/models', label: 'Models' },
  { to: '/settings/mcp', label: 'MCP servers' },
  { to: '/settings/notices', label: 'Notices', isForAdministrators: true },
  { to: '/settings/tokens', label: 'API tokens' },
] as const;

/** The ways between the settings, above the page that is open. */
export function SettingsLayout() {
  const who = useQuery(browserSessionQueries.whoAmI()).data;
  const isAdministrator = who !== undefined && hasScope(who.scopes, 'admin');
  const shown = TABS.filter((tab) => isAdministrator || !('isForAdministrators' in tab));
  return (
    <>
      <nav aria-label="Settings" className="flex shrink-0 gap-1 overflow-x-auto border-b px-3">
        {shown.map(({ to, label }) => (
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
