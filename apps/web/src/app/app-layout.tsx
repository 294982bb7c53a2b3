import { useQuery } from '@tanstack/react-query';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { browserSessionQueries } from '../features/account/browser-session-queries.ts';
import { UserMenu } from '../features/account/user-menu.tsx';
import { inputQueries } from '../features/inputs/input-queries.ts';
import { listenForKeys, useCommand } from '../lib/commands.ts';
import { setWaitingCount } from '../lib/document-title.ts';
import { usePhoneLayout, useWideLayout } from '../lib/use-media-query.ts';
import { BottomBar } from './bottom-bar.tsx';
import { NewBuildBanner } from './new-build-banner.tsx';
import { Sidebar } from './sidebar.tsx';

const HelpDialog = lazy(() => import('./help-dialog.tsx').then((module) => ({ default: module.HelpDialog })));

const CommandPalette = lazy(() =>
  import('./command-palette.tsx').then((module) => ({ default: module.CommandPalette })),
);

/** The frame around every page: the ways to the others, and what waits for a person. */
export function AppLayout() {
  const navigate = useNavigate();
  const who = useQuery(browserSessionQueries.whoAmI()).data;
  const waiting = useQuery(inputQueries.count()).data ?? 0;
  const isPhone = usePhoneLayout();
  const isWide = useWideLayout();
  const [dialog, setDialog] = useState<'help' | 'palette' | null>(null);
  const closeDialog = (): void => setDialog(null);

  useEffect(() => setWaitingCount(waiting), [waiting]);
  useEffect(() => listenForKeys(), []);
  useGlobalCommands(setDialog);

  const userMenu = (showName: boolean) => (
    <UserMenu
      who={who}
      showName={showName}
      onHelp={() => setDialog('help')}
      onSignedOut={() => void navigate({ to: '/sign-in' })}
    />
  );
  return (
    <div className="flex h-dvh flex-col md:flex-row">
      <a
        href="#main"
        className="absolute top-2 left-2 z-50 -translate-y-20 rounded-md bg-accent px-3 py-2 text-accent-text focus:translate-y-0"
      >
        Skip to content
      </a>
      {isPhone ? null : <Sidebar isWide={isWide} waiting={waiting} userMenu={userMenu(isWide)} />}
      <main
        id="main"
        tabIndex={-1}
        data-scroll-area
        className="relative flex min-h-0 min-w-0 flex-1 flex-col overflow-y-auto"
      >
        <NewBuildBanner />
        <Outlet />
      </main>
      {isPhone ? <BottomBar waiting={waiting} userMenu={userMenu(false)} /> : null}
      <Suspense>
        {dialog === 'help' ? <HelpDialog onClose={closeDialog} /> : null}
        {dialog === 'palette' ? <CommandPalette onClose={closeDialog} /> : null}
      </Suspense>
    </div>
  );
}

function useGlobalCommands(open: (dialog: 'help' | 'palette') => void): void {
  const navigate = useNavigate();
  const group = 'Anywhere';
  useCommand({
    id: 'new',
    keys: 'c',
    label: 'New task',
    group,
    run: () => void navigate({ to: '/tasks/new', search: (search) => search }),
  });
  useCommand({
    id: 'tasks',
    keys: 'g t',
    label: 'Go to tasks',
    group,
    run: () => void navigate({ to: '/tasks' }),
  });
  useCommand({
    id: 'inbox',
    keys: 'g i',
    label: 'Go to inbox',
    group,
    run: () => void navigate({ to: '/inbox' }),
  });
  useCommand({
    id: 'agents',
    keys: 'g a',
    label: 'Go to agents',
    group,
    run: () => void navigate({ to: '/agents' }),
  });
  useCommand({
    id: 'triggers',
    keys: 'g r',
    label: 'Go to triggers',
    group,
    run: () => void navigate({ to: '/triggers' }),
  });
  useCommand({
    id: 'overview',
    keys: 'g o',
    label: 'Go to overview',
    group,
    run: () => void navigate({ to: '/overview' }),
  });
  useCommand({
    id: 'handover',
    keys: 'g h',
    label: 'Go to handover',
    group,
    run: () => void navigate({ to: '/handover' }),
  });
  useCommand({
    id: 'settings',
    keys: 'g s',
    label: 'Go to settings',
    group,
    run: () => void navigate({ to: '/settings' }),
  });
  useCommand({ id: 'help', keys: '?', label: 'Keyboard shortcuts', group, run: () => open('help') });
  useCommand({ id: 'palette', keys: 'mod+k', label: 'Commands', group, run: () => open('palette') });
}
