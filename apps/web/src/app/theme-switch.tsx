import { Monitor, Moon, Sun } from 'lucide-react';
import { LazyMenu } from '../components/lazy-menu.tsx';
import type { MenuEntry } from '../components/menu.tsx';
import { setPreferences, usePreference, type Preferences } from '../lib/preferences.ts';

const THEMES = [
  { id: 'light', label: 'Light', Icon: Sun },
  { id: 'dark', label: 'Dark', Icon: Moon },
  { id: 'system', label: 'As the system', Icon: Monitor },
] as const;

export function ThemeSwitch() {
  const theme = usePreference('theme');
  const current = THEMES.find(({ id }) => id === theme) ?? THEMES[2];
  return (
    <LazyMenu
      side="top"
      align="end"
      trigger={
        <button
          type="button"
          aria-label={`Theme: ${current.label}`}
          title={`Theme: ${current.label}`}
          className="flex size-8 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-text coarse:size-11"
        >
          <current.Icon aria-hidden className="size-4" />
        </button>
      }
      entries={themeEntries(theme)}
    />
  );
}

export function themeEntries(theme: Preferences['theme']): MenuEntry[] {
  return THEMES.map(({ id, label }) => ({
    kind: 'choice',
    id,
    label,
    chosen: theme === id,
    onChoose: () => setPreferences({ theme: id }),
  }));
}
