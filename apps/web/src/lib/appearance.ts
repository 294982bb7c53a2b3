import { onPreferences, readPreferences } from './preferences.ts';

const prefersDark = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)');
const prefersStill = (): MediaQueryList => matchMedia('(prefers-reduced-motion: reduce)');

/** Theme and motion follow the system and the person's choice. `public/theme.js` has applied both before the first paint. */
export function keepAppearance(): void {
  prefersDark().addEventListener('change', apply);
  prefersStill().addEventListener('change', apply);
  onPreferences(apply);
}

function apply(): void {
  const { theme, motion } = readPreferences();
  const isDark = theme === 'dark' || (theme === 'system' && prefersDark().matches);
  const isStill = motion === 'reduced' || prefersStill().matches;
  Object.assign(document.documentElement.dataset, {
    theme: isDark ? 'dark' : 'light',
    motion: isStill ? 'reduced' : 'full',
  });
}
