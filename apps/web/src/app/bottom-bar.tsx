import { Link, useNavigate } from '@tanstack/react-router';
import { Ellipsis, Inbox, ListTodo, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { LazyMenu } from '../components/lazy-menu.tsx';
import { usePreference } from '../lib/preferences.ts';
import { useLiveEntries } from './live-control.tsx';
import { NAV_ITEMS, WaitingBadge } from './nav-items.tsx';
import { themeEntries } from './theme-switch.tsx';

const ITEM =
  'relative flex min-h-14 flex-1 flex-col items-center justify-center gap-0.5 text-xs text-muted aria-[current=page]:text-accent';

/** The way around on a phone. */
export function BottomBar({ waiting, userMenu }: { waiting: number; userMenu: ReactNode }) {
  const navigate = useNavigate();
  const theme = usePreference('theme');
  const liveEntries = useLiveEntries();
  return (
    <nav aria-label="Main" className="flex shrink-0 border-t bg-surface pb-[env(safe-area-inset-bottom)]">
      <Link to="/tasks" activeOptions={{ includeSearch: false }} className={ITEM}>
        <ListTodo aria-hidden className="size-5" />
        Tasks
      </Link>
      <Link to="/inbox" activeOptions={{ includeSearch: false }} className={ITEM}>
        <Inbox aria-hidden className="size-5" />
        Inbox
        <WaitingBadge count={waiting} className="absolute top-1 left-[calc(50%+0.35rem)]" />
      </Link>
      <Link to="/tasks/new" search={(search) => search} className={ITEM}>
        <Plus aria-hidden className="size-5" />
        New
      </Link>
      <LazyMenu
        side="top"
        align="end"
        trigger={
          <button type="button" className={ITEM}>
            <Ellipsis aria-hidden className="size-5" />
            More
          </button>
        }
        entries={[
          ...NAV_ITEMS.slice(2).map(({ to, label }) => ({
            kind: 'action' as const,
            id: to,
            label,
            onSelect: () => void navigate({ to }),
          })),
          { kind: 'heading', id: 'theme', label: 'Theme' },
          ...themeEntries(theme),
          ...liveEntries,
        ]}
      />
      <div className="flex min-h-14 items-center pr-1">{userMenu}</div>
    </nav>
  );
}
