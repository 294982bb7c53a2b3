import {
  chromium,
  type Browser,
  type BrowserContextOptions,
  type CDPSession,
  type Page,
} from '@playwright/test';
import type { PrismaClient } from '../../../apps/api/src/db/client.ts';
import playwrightConfig from '../../../playwright.config.ts';
import { findBrowser } from '../../../scripts/find-browser.ts';
import { openDatabase, startFaultPostgres } from '../../faults/support/database.ts';
import { startModelServer, type ModelServer } from '../../support/model-server.ts';
import { startTaskhelm, type TaskhelmProcess } from '../../support/taskhelm-process.ts';
import { installProbe } from './probe.ts';
import { startStaticPages, type StaticPages } from './static-pages.ts';

const ADMIN = { ADMIN_EMAIL: 'admin@localhost.localdomain', ADMIN_PASSWORD: 'a password for figures' };

/** A Taskhelm of its own, filled and looked at by one program. */
export type WebSite = Pick<TaskhelmProcess, 'url' | 'call'> & {
  prisma: PrismaClient;
  models: ModelServer;
  /** Pages without any program in them, as references. */
  pages: StaticPages;
  /** A page of a browser that has signed in and has nothing in its cache. */
  openPage: (options?: { slowDown?: number }) => Promise<WebPage>;
};

export type WebPage = { page: Page; devtools: CDPSession; close: () => Promise<void> };

/** Starts what a program needs, and stops it afterwards, whatever became of it. */
export async function onWebSite<Value>(run: (site: WebSite) => Promise<Value>): Promise<Value> {
  const closings: (() => Promise<unknown>)[] = [];
  const closeLater = <Thing>(thing: Thing, close: (thing: Thing) => Promise<unknown>): Thing => {
    closings.unshift(() => close(thing));
    return thing;
  };
  try {
    const postgres = closeLater(await startFaultPostgres(), ({ stop }) => stop());
    const database = await postgres.createDatabase();
    const prisma = closeLater(openDatabase(database), (client) => client.$disconnect());
    const settings = { ...ADMIN, DATABASE_URL: database, MODEL_PRIVATE_HOSTS: '127.0.0.1' };
    const taskhelm = closeLater(await startTaskhelm(settings), ({ stop }) => stop());
    const models = closeLater(await startModelServer(), ({ close }) => close());
    const pages = closeLater(await startStaticPages(), ({ close }) => close());
    const launch = { ...playwrightConfig.use?.launchOptions, executablePath: findBrowser() };
    const browser = closeLater(await chromium.launch(launch), (one) => one.close());
    const state = await signIn(browser, taskhelm.url);
    const openPage: WebSite['openPage'] = async ({ slowDown = 1 } = {}) => {
      const context = await browser.newContext({ baseURL: taskhelm.url, viewport: VIEWPORT, ...state });
      await context.addInitScript(installProbe);
      const page = await context.newPage();
      const devtools = await context.newCDPSession(page);
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowDown });
      return { page, devtools, close: () => context.close() };
    };
    return await run({ url: taskhelm.url, call: taskhelm.call, prisma, models, pages, openPage });
  } finally {
    for (const close of closings) await close();
  }
}

const VIEWPORT = { width: 1440, height: 900 };

async function signIn(browser: Browser, url: string): Promise<Pick<BrowserContextOptions, 'storageState'>> {
  const context = await browser.newContext({ baseURL: url });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByRole('textbox', { name: 'E-mail' }).fill(ADMIN.ADMIN_EMAIL);
  await page.getByRole('textbox', { name: 'Password' }).fill(ADMIN.ADMIN_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Tasks', level: 1 }).waitFor();
  const storageState = await context.storageState();
  await context.close();
  return { storageState };
}
