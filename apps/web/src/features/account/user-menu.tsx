import type { WhoAmI } from '@taskhelm/contract';
import { CircleUserRound } from 'lucide-react';
import { LazyMenu } from '../../components/lazy-menu.tsx';
import { toastError } from '../../lib/toast.ts';
import { useSignOut } from './browser-session-queries.ts';

type UserMenuProps = {
  who: WhoAmI | undefined;
  showName: boolean;
  onHelp: () => void;
  onAccount: () => void;
  onSignedOut: () => void;
};

export function UserMenu({ who, showName, onHelp, onAccount, onSignedOut }: UserMenuProps) {
  const signOut = useSignOut(onSignedOut);
  const name = who?.actor.name ?? 'Account';
  return (
    <LazyMenu
      side="top"
      trigger={
        <button
          type="button"
          aria-label={`Account: ${name}`}
          title={name}
          className="flex h-8 min-w-8 items-center gap-2.5 rounded-md px-2 text-sm text-muted hover:bg-hover hover:text-text coarse:h-11 coarse:min-w-11"
        >
          <CircleUserRound aria-hidden className="size-4 shrink-0" />
          {showName ? <span className="truncate">{name}</span> : null}
        </button>
      }
      entries={[
        { kind: 'heading', id: 'who', label: who?.email ?? name },
        { kind: 'action', id: 'account', label: 'Account and sessions', onSelect: onAccount },
        { kind: 'action', id: 'help', label: 'Keyboard shortcuts', onSelect: onHelp },
        {
          kind: 'action',
          id: 'sign-out',
          label: 'Sign out',
          onSelect: () =>
            signOut.mutate(undefined, { onError: (error) => toastError('Not signed out', error) }),
        },
      ]}
    />
  );
}
