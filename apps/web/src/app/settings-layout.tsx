import { Link, Outlet } from '@tanstack/react-router';

/** The pages of the settings, in order. */
const TABS = [
  { to: '/settings/models', label: 'Models' },
  { to: '/settings/mcp', label: 'MCP servers' },
  { to: '/settings/tokens', label: 'API tokens' },
] as const;

/** The ways between the settings, above the page that is open. */
export function SettingsLayout() {
  return (
    <>
      <nav aria-label="Settings" className="flex shrink-0 gap-1 overflow-x-auto border-b px-3">
        {TABS.map(({ to, label }) => (
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
