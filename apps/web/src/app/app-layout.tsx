import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet, useNavigate, type LinkProps } from '@tanstack/react-router';
import { Suspense, useEffect, useState } from 'react';
import { UserMenu } from '../features/account/user-menu.tsx';
import { inputCountQuery } from '../features/inputs/input-count-query.ts';
import { LazyNotifier } from '../features/notifications/lazy-notifier.tsx';
import { listenForKeys, useCommand } from '../lib/commands.ts';
import { setWaitingCount } from '../lib/document-title.ts';
import { idlePart } from '../lib/idle-part.tsx';
import { queryKeys } from '../lib/query-keys.ts';
import { usePhoneLayout, useWideLayout } from '../lib/use-media-query.ts';
import { useAfterPaint } from '../lib/use-after-paint.ts';
import { whenIdle } from '../lib/when-idle.ts';
import { BottomBar } from './bottom-bar.tsx';
import { leaveForSignIn } from './leave-for-sign-in.ts';
import { NewBuildBanner } from './new-build-banner.tsx';
import { Sidebar } from './sidebar.tsx';
import { whoAmIQuery } from '../lib/who-am-i.ts';

const HelpDialog = idlePart(() => import('./help-dialog.tsx').then((module) => module.HelpDialog));
const CommandPalette = idlePart(() =>
  import('./command-palette.tsx').then((module) => module.CommandPalette),
);
const TimeCard = idlePart(() => import('../components/time-card.tsx').then((module) => module.TimeCard));

/** The frame around every page: the ways to the others, and what waits for a person. */
export function AppLayout() {
  const navigate = useNavigate();
  const who = useQuery(whoAmIQuery()).data;
  const waiting = useQuery(inputCountQuery()).data ?? 0;
  const isPhone = usePhoneLayout();
  const isWide = useWideLayout();
  const isPainted = useAfterPaint();
  const [dialog, setDialog] = useState<'help' | 'palette' | null>(null);
  const closeDialog = (): void => setDialog(null);

  useEffect(() => setWaitingCount(waiting), [waiting]);
  useInboxAtHand(waiting);
  useEffect(() => listenForKeys(), []);
  useGlobalCommands(setDialog);

  const userMenu = (showName: boolean) => (
    <UserMenu
      who={who}
      showName={showName}
      onHelp={() => setDialog('help')}
      onSignedOut={() => leaveForSignIn('/')}
      onAccount={() => void navigate({ to: '/settings/account' })}
    />
  );
  return (
    <div className="flex h-dvh flex-col md:flex-row">
      <a
        href="#main"
        className="absolute top-2 left-2 z-50 -translate-y-20 rounded-md bg-accent px-3 py-2 text-accent-text focus:translate-y-0 coarse:py-3"
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
      {isPainted ? (
        <Suspense>
          <TimeCard />
        </Suspense>
      ) : null}
      <LazyNotifier
        onOpen={({ task_id: id, state }) =>
          void navigate({
            to: '/tasks/$id',
            params: { id },
            ...(state === 'needs_input' ? { hash: 'answer' } : {}),
          })
        }
      />
      <Suspense>
        {dialog === 'help' ? <HelpDialog onClose={closeDialog} /> : null}
        {dialog === 'palette' ? <CommandPalette onClose={closeDialog} /> : null}
      </Suspense>
    </div>
  );
}

/** What waits is there the moment somebody goes to it, so that they can type at once. */
function useInboxAtHand(waiting: number): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (waiting > 0)
      whenIdle(async () => (await import('../routes/inbox-route.tsx')).readInboxAhead(queryClient));
    // What was read ahead and waits no more is not to be the first thing that is shown.
    else queryClient.removeQueries({ queryKey: queryKeys.inputLists, type: 'inactive' });
  }, [queryClient, waiting]);
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
  useGoTo('g t', '/tasks', 'tasks');
  useGoTo('g i', '/inbox', 'inbox');
  useGoTo('g a', '/agents', 'agents');
  useGoTo('g r', '/triggers', 'triggers');
  useGoTo('g o', '/overview', 'overview');
  useGoTo('g h', '/handover', 'handover');
  useGoTo('g s', '/settings', 'settings');
  useCommand({ id: 'help', keys: '?', label: 'Keyboard shortcuts', group, run: () => open('help') });
  useCommand({ id: 'palette', keys: 'mod+k', label: 'Commands', group, run: () => open('palette') });
}

function useGoTo(keys: string, to: NonNullable<LinkProps['to']>, name: string): void {
  const navigate = useNavigate();
  useCommand({ id: name, keys, label: `Go to ${name}`, group: 'Anywhere', run: () => void navigate({ to }) });
}
