import { useQueryClient } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { LazyMenu } from '../components/lazy-menu.tsx';
import type { MenuEntry } from '../components/menu.tsx';
import { ClockTime } from '../components/time.tsx';
import { useCommand } from '../lib/commands.ts';
import { refreshNow, setPaused, useLiveState } from '../lib/live-mode.ts';
import { useShortcuts } from '../lib/shortcuts.ts';

const LABELS = { on: 'Live', paused: 'Paused', offline: 'Offline' } as const;
const COLOURS = { on: 'bg-completed', paused: 'bg-muted', offline: 'bg-failed' } as const;

/** Whether the pages keep up with the server by themselves; here that is stopped, and done by hand. */
export function LiveControl({ showName }: { showName: boolean }) {
  const { mode } = useLiveState();
  const paused = mode === 'paused';
  const shortcut = useShortcuts();
  const entries = useLiveEntries();
  useCommand({
    id: 'live',
    keys: 'l',
    label: 'Live updates on or off',
    group: 'Anywhere',
    run: () => setPaused(!paused),
  });
  return (
    <LazyMenu
      side="top"
      trigger={
        <button
          type="button"
          aria-label={`Live updates: ${LABELS[mode]}`}
          title={`Live updates: ${LABELS[mode]}`}
          aria-keyshortcuts={shortcut('l')}
          className="flex h-8 min-w-8 items-center justify-center gap-1.5 rounded-md px-1.5 text-xs text-muted hover:bg-hover hover:text-text coarse:min-h-11 coarse:min-w-11"
        >
          <span aria-hidden className={clsx('size-2 rounded-full forced-color-adjust-none', COLOURS[mode])} />
          {showName ? LABELS[mode] : null}
        </button>
      }
      entries={entries}
    />
  );
}

export function useLiveEntries(): MenuEntry[] {
  const { mode, updatedAt } = useLiveState();
  const queryClient = useQueryClient();
  const last = updatedAt === 0 ? 'not yet' : <ClockTime at={new Date(updatedAt).toISOString()} />;
  return [
    { kind: 'heading', id: 'live', label: <>Updated: {last}</> },
    {
      kind: 'choice',
      id: 'live-on',
      label: 'Live',
      chosen: mode !== 'paused',
      onChoose: () => setPaused(false),
    },
    {
      kind: 'choice',
      id: 'live-paused',
      label: 'Paused',
      chosen: mode === 'paused',
      onChoose: () => setPaused(true),
    },
    { kind: 'action', id: 'live-refresh', label: 'Refresh now', onSelect: () => refreshNow(queryClient) },
  ];
}
