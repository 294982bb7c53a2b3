import type { Browser, BrowserContext, Page } from '@playwright/test';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findSpills } from '../fixtures/find-spills.ts';
import { ADMIN } from '../fixtures/taskhelm.ts';
import type { Scene } from './scene.ts';
import type { World } from './world.ts';

const WIDTHS = [
  { width: 1440, options: { viewport: { width: 1440, height: 900 } } },
  { width: 360, options: { viewport: { width: 360, height: 740 }, hasTouch: true, deviceScaleFactor: 2 } },
] as const;
const THEMES = ['light', 'dark'] as const;
const ORDER = WIDTHS.flatMap(({ width }) => THEMES.map((theme) => `${width}-${theme}`));

/** The variants of a scene, as its files are named: `list.1440-dark.png`. */
export { ORDER as VARIANTS };

type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>;
export type Taken = {
  /** Names of files. */
  pictures: string[];
  /** What could not be shown, and what spills. */
  faults: string[];
};

type Shoot = {
  browser: Browser;
  world: World;
  folder: string;
  /** Signed in, by the address of each Taskhelm. */
  states: Map<string, StorageState>;
  taken: Taken;
};

/** Goes through the scenes at both widths, and writes each in both themes. */
export async function takePictures(
  browser: Browser,
  world: World,
  { scenes, folder }: { scenes: readonly Scene[]; folder: string },
): Promise<Taken> {
  await mkdir(folder, { recursive: true });
  const states = new Map<string, StorageState>();
  for (const { url } of [world.taskhelm, world.empty]) states.set(url, await signIn(browser, url));
  const taken: Taken = { pictures: [], faults: [] };
  for (const scene of scenes) {
    const views = WIDTHS.filter(
      ({ width }) => !scene.only || scene.only === (width > 500 ? 'wide' : 'phone'),
    );
    await Promise.all(views.map((view) => takeScene({ browser, world, folder, states, taken }, scene, view)));
    process.stdout.write('.');
  }
  process.stdout.write('\n');
  return taken;
}

async function takeScene(
  shoot: Shoot,
  scene: Scene,
  { width, options }: (typeof WIDTHS)[number],
): Promise<void> {
  const { browser, world, folder, states, taken } = shoot;
  const { url } = scene.empty ? world.empty : world.taskhelm;
  const storageState = scene.signedOut ? undefined : states.get(url);
  const context = await browser.newContext({
    baseURL: url,
    colorScheme: 'light',
    reducedMotion: 'reduce',
    ...options,
    ...(storageState ? { storageState } : {}),
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const name = `${scene.name}.${width}`;
  const attempt = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!browser.isConnected()) throw error;
      taken.faults.push(`${name} ${what}: ${String(error).split('\n').slice(0, 3).join(' ')}`);
    }
  };
  await attempt('could not be shown', () => scene.show({ page, world, isPhone: width < 500 }));
  // What was reached is taken all the same: it tells what went wrong.
  await attempt('could not be taken', async () => {
    taken.pictures.push(...(await takeBoth(page, name, folder)));
    for (const fault of await findSpills(page)) taken.faults.push(`${name} spills: ${fault}`);
  });
  await context.close();
}

async function takeBoth(page: Page, name: string, folder: string): Promise<string[]> {
  const files: string[] = [];
  await page.evaluate(() => document.fonts.ready);
  for (const theme of THEMES) {
    // The page's own change would come with its next frame, and a page in the background may have none.
    await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
    const file = `${name}-${theme}.png`;
    await page.screenshot({ path: join(folder, file), animations: 'disabled', caret: 'initial' });
    files.push(file);
  }
  return files;
}

async function signIn(browser: Browser, url: string): Promise<StorageState> {
  const context = await browser.newContext({ baseURL: url });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByRole('textbox', { name: 'E-mail' }).fill(ADMIN.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(ADMIN.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Tasks', level: 1 }).waitFor();
  const state = await context.storageState();
  await context.close();
  return state;
}
