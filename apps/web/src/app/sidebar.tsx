import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Logo } from '../components/logo.tsx';
import { useShortcuts } from '../lib/shortcuts.ts';
import { LiveControl } from './live-control.tsx';
import { NAV_ITEMS, WaitingBadge } from './nav-items.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

type SidebarProps = { isWide: boolean; waiting: number; userMenu: ReactNode };

/** Names and icons where there is room, else icons alone. */
export function Sidebar({ isWide, waiting, userMenu }: SidebarProps) {
  const newTaskKeys = useShortcuts()('c');
  return (
    <header
      className={clsx(
        'flex shrink-0 flex-col border-r bg-surface p-2',
        isWide ? 'w-55' : 'w-13 items-center',
      )}
    >
      <Link to="/tasks" aria-label="Taskhelm" className="mb-3 flex h-8 items-center gap-2 rounded-md px-1.5">
        <Logo />
        {isWide ? <span className="font-semibold">Taskhelm</span> : null}
      </Link>
      <nav aria-label="Main" className="flex flex-col gap-0.5">
        <Link
          to="/tasks/new"
          search={(search) => search}
          title={isWide ? undefined : 'New task'}
          aria-keyshortcuts={newTaskKeys}
          className="mb-2 flex h-8 items-center gap-2.5 rounded-md border border-control/60 bg-bg px-2 text-sm font-medium hover:bg-hover coarse:h-11"
        >
          <Plus aria-hidden className="size-4" />
          <span className={isWide ? 'flex-1' : 'sr-only'}>New task</span>
          {isWide && newTaskKeys ? (
            <kbd aria-hidden className="font-sans text-xs text-muted">
              {newTaskKeys}
            </kbd>
          ) : null}
        </Link>
        {NAV_ITEMS.map(({ to, label, Icon }) => (
          <Link
            key={to}
            to={to}
            activeOptions={{ includeSearch: false }}
            title={isWide ? undefined : label}
            className="relative flex h-8 items-center gap-2.5 rounded-md px-2 text-sm text-muted hover:bg-hover hover:text-text aria-[current=page]:bg-hover aria-[current=page]:font-medium aria-[current=page]:text-text coarse:h-11"
          >
            <Icon aria-hidden className="size-4 shrink-0" />
            <span className={isWide ? 'flex-1' : 'sr-only'}>{label}</span>
            {to === '/inbox' ? (
              <WaitingBadge
                count={waiting}
                {...(isWide ? {} : { className: 'absolute -top-0.5 -right-1' })}
              />
            ) : null}
          </Link>
        ))}
      </nav>
      <div
        className={clsx(
          'mt-auto flex gap-1',
          isWide ? 'items-center justify-between' : 'flex-col items-center',
        )}
      >
        {userMenu}
        <LiveControl showName={isWide} />
        <ThemeSwitch />
      </div>
    </header>
  );
}
