import { defineConfig } from '@playwright/test';
import { launchOptions } from './e2e/fixtures/launch-options.ts';

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
    // Set by `npm test` to the Chromium it found.
    launchOptions: launchOptions(process.env['BROWSER_PATH']),
  },
});
