import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** Draws nothing on a screen, which halves the time that the tests take. */
const HEADLESS_SHELL = '/usr/bin/chromium-headless-shell';
const SYSTEM_BROWSERS = [
  HEADLESS_SHELL,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** The path of a Chromium: Playwright's own, else Debian's headless one, else the system's, else one installed now. */
export function findBrowser(): string {
  if (!hasHeadless()) installFromDebian();
  const found = installed();
  if (found) return found;
  process.stderr.write('Installing Chromium for the browser tests …\n');
  const install = ['exec', 'playwright', 'install', '--only-shell', 'chromium'];
  spawnSync('pnpm', install, { stdio: 'ignore', timeout: 180_000 });
  const now = installed();
  if (!now)
    throw new Error(
      'no Chromium was found or could be installed; install one, e.g. "npx playwright install chromium"',
    );
  return now;
}

const hasHeadless = (): boolean => existsSync(chromium.executablePath()) || existsSync(HEADLESS_SHELL);

const installed = (): string | undefined =>
  [chromium.executablePath(), ...SYSTEM_BROWSERS].find((path) => path && existsSync(path));

/** Where root may, as in the containers that tests run in. */
function installFromDebian(): void {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const install = 'apt-get install -y -qq --no-install-recommends';
  spawnSync(
    'sh',
    [
      '-c',
      `apt-get update -qq; DEBIAN_FRONTEND=noninteractive; export DEBIAN_FRONTEND; ${install} chromium-headless-shell || ${install} chromium`,
    ],
    { stdio: 'ignore', timeout: 300_000 },
  );
}
