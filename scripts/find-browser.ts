import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** The path of a Chromium: Playwright's own, else the system's, else one installed now. */
export function findBrowser(): string {
  const found = installed();
  if (found) return found;
  process.stderr.write('Installing Chromium for the browser tests …\n');
  spawnSync('pnpm', ['exec', 'playwright', 'install', 'chromium'], { stdio: 'ignore', timeout: 180_000 });
  if (!installed() && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    spawnSync(
      'sh',
      ['-c', 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium'],
      { stdio: 'ignore' },
    );
  }
  const now = installed();
  if (!now)
    throw new Error(
      'no Chromium was found or could be installed; install one, e.g. "npx playwright install chromium"',
    );
  return now;
}

const installed = (): string | undefined =>
  [chromium.executablePath(), ...SYSTEM_BROWSERS].find((path) => path && existsSync(path));
