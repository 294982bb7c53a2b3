import { defineConfig } from '@playwright/test';

/** Set by `npm test` to the Chromium it found. */
const executablePath = process.env['BROWSER_PATH'];
const quiet = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Each worker starts a Taskhelm of its own (e2e/fixtures): the built web app, API, worker and embedded Postgres. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.e2e.ts',
  workers: 2,
  fullyParallel: false,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  outputDir: 'test-results',
  use: {
    viewport: { width: 1440, height: 900 },
    actionTimeout: 20_000,
    screenshot: 'only-on-failure',
    trace: process.env['TRACE'] ? 'retain-on-failure' : 'off',
    launchOptions: { args: [...quiet, ...sandbox], ...(executablePath ? { executablePath } : {}) },
  },
});
