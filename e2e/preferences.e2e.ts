import type { Page } from '@playwright/test';
import { setHidden } from './fixtures/hide-page.ts';
import { expect, test } from './fixtures/test.ts';

test('What is set for a browser holds at once, in its other tabs, and after a reload', async ({
  openPage,
  api,
}) => {
  const task = await api.createUntil('completed', { title: 'quokka', description: 'result ok' });
  const settings = await openPage({ permissions: ['clipboard-read', 'clipboard-write'] });
  const tab = await settings.context().newPage();
  await tab.goto('/tasks?q=quokka');
  const row = tab.getByRole('row').filter({ hasText: 'quokka' });
  const created = row.locator(`time[datetime="${task.created_at}"]`).first();
  await expect(created).toHaveText(/just now|ago$/);
  const before = (await row.boundingBox())!.height;

  await settings.goto('/settings');
  await settings.getByRole('link', { name: 'Appearance' }).click();
  const choose = (group: string, choice: string | RegExp) =>
    settings.getByRole('group', { name: group }).getByRole('radio', { name: choice }).check();
  await choose('Theme', 'Dark');
  await choose('Rows of the task list', 'Compact');
  await choose('Times', /^Absolute/);
  await choose('Time zone', /^UTC/);
  await choose('Motion', 'Reduced');
  for (const page of [settings, tab]) {
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect(page.locator('html')).toHaveAttribute('data-motion', 'reduced');
  }
  await expect(created).toHaveText(/^\d+ \w+, \d\d:\d\d UTC$/);
  expect((await row.boundingBox())!.height).toBeLessThan(before);
  await tab.getByRole('button', { name: 'Theme: Dark' }).click();
  await tab.getByRole('menuitemcheckbox', { name: 'Light' }).click();
  await expect(settings.getByRole('radio', { name: 'Light' })).toBeChecked();

  // All that can be said of a time, by the pointer and by keys alone.
  await created.hover();
  await expect(tab.getByRole('group', { name: 'Exact time' })).toContainText(task.created_at);
  await tab.mouse.move(0, 0);
  await expect(tab.getByRole('group', { name: 'Exact time' })).toBeHidden();
  await tab.getByRole('link', { name: 'quokka' }).focus();
  await tab.keyboard.press('t');
  const card = tab.getByRole('dialog', { name: 'Exact time' });
  await card.getByRole('button', { name: 'Copy ISO time' }).press('Enter');
  await expect.poll(() => tab.evaluate(() => navigator.clipboard.readText())).toBe(task.created_at);
  await tab.keyboard.press('Escape');
  await expect(card).toBeHidden();
  await expect(tab.getByRole('link', { name: 'quokka' })).toBeFocused();

  const newTask = settings.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'New task' });
  await expect(newTask).toHaveAttribute('aria-keyshortcuts', 'c');
  await choose('Letter keys', 'Off');
  for (const shown of [settings, tab]) await expect(shown.locator('[aria-keyshortcuts]')).toHaveCount(0);
  for (const key of ['t', 'c', 'g', 'i', '?']) await tab.keyboard.press(key);
  await tab.keyboard.press('Control+k');
  await tab.getByRole('combobox', { name: 'Command, task or id' }).fill('shortcuts');
  await tab.keyboard.press('Enter');
  const help = tab.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(help).toContainText('Letter keys are off');
  await expect(help.getByText('New task')).toHaveCount(0);
  await expect(tab).toHaveURL(/\/tasks\?q=quokka$/);
  await help.getByRole('link', { name: 'Turn them on' }).click();
  await expect(tab.getByRole('heading', { level: 1 })).toHaveText('Appearance');
  await tab.reload();
  await expect(
    tab.getByRole('group', { name: 'Time zone' }).getByRole('radio', { name: /^UTC/ }),
  ).toBeChecked();

  // The system's own wishes count without any choice.
  await choose('Motion', 'As the system');
  await expect(tab.locator('html')).toHaveAttribute('data-motion', 'full');
  await tab.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' });
  await expect(tab.locator('html')).toHaveAttribute('data-motion', 'reduced');
  await tab.getByRole('button', { name: /^Theme/ }).press('ArrowDown');
  await expect(tab.locator('[role="menu"] [data-highlighted]')).toHaveCSS('outline-style', 'solid');
});

type Shown = { title: string; body: string; tag: string };

test('While nobody looks, one tab tells of a task that needs input or failed, and a click opens it', async ({
  openPage,
  api,
}) => {
  const page = await openPage();
  await recordNotifications(page);
  await page.goto('/settings/appearance');
  const answer = (permission: NotificationPermission) =>
    page.evaluate((to) => Object.assign(window, { permissionToGive: to }), permission);
  await answer('denied');
  const setting = page.getByRole('switch', { name: 'Desktop notifications' });
  await setting.click();
  await expect(page.getByText('The browser blocks notifications')).toBeVisible();
  await expect(setting).not.toBeChecked();
  await page.reload();
  await answer('granted');
  await setting.click();
  await expect(setting).toBeChecked();

  const other = await page.context().newPage();
  await recordNotifications(other, 'granted');
  await other.goto('/agents');
  const alertRequests: string[] = [];
  page.context().on('request', (request) => {
    if (request.url().includes('/alerts')) alertRequests.push(request.url());
  });
  const shown = async (): Promise<Shown[]> => [
    ...(await page.evaluate(() => window.shown)),
    ...(await other.evaluate(() => window.shown)),
  ];
  const tick = async (): Promise<void> => {
    for (const tab of [page, other]) await tab.clock.runFor(15_000);
  };

  // Both have the code that tells, and know of each other that they are in sight.
  await expect
    .poll(async () => {
      for (const tab of [page, other]) await tab.clock.runFor(2_000);
      return page.evaluate(async () => (await navigator.locks.query()).held?.length);
    })
    .toBe(2);
  // One tab is still in sight.
  await setHidden(page, true);
  await tick();
  expect(alertRequests).toEqual([]);
  await setHidden(other, true);
  await expect.poll(() => alertRequests.length).toBe(1);

  const asking = await api.createUntil('needs_input', { title: 'wombat', description: 'ask Which one?' });
  await api.createUntil('failed', { title: 'dugong', description: 'fail No figures' });
  await api.createUntil('completed', { title: 'dingo', description: 'result fine' });
  await expect
    .poll(async () => {
      await tick();
      return (await shown()).map(({ title, body }) => `${title} | ${body}`);
    })
    .toEqual(['Needs input: wombat | researcher: Which one?', 'Failed: dugong | researcher: No figures']);
  await tick();
  expect(await shown()).toHaveLength(2);

  const speaker = (await page.evaluate(() => window.shown.length)) > 0 ? page : other;
  await setHidden(speaker, false);
  await speaker.evaluate(() => window.clickShown(0));
  await expect(speaker).toHaveURL(`/tasks/${asking.id}#answer`);
  await expect(speaker.getByRole('textbox', { name: /Which one/ })).toBeFocused();
  const asked = alertRequests.length;
  await tick();
  await tick();
  expect(alertRequests.length, 'what is asked while a tab is in sight').toBeLessThanOrEqual(asked);
});

declare global {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- The browser's own type is added to.
  interface Window {
    shown: Shown[];
    clickShown: (index: number) => void;
    permissionToGive: NotificationPermission;
  }
}

/** A browser without a desktop shows none; this one notes what it is told to show. The clock is the test's. */
async function recordNotifications(page: Page, granted: NotificationPermission = 'default'): Promise<void> {
  await page.clock.install();
  await page.addInitScript((initial) => {
    const notes: EventTarget[] = [];
    window.shown = [];
    window.clickShown = (index) => notes[index]?.dispatchEvent(new Event('click'));
    class Recorded extends EventTarget {
      static permission = initial;
      static requestPermission = async (): Promise<NotificationPermission> => {
        Recorded.permission = window.permissionToGive;
        return Recorded.permission;
      };
      constructor(title: string, { body = '', tag = '' }: NotificationOptions) {
        super();
        window.shown.push({ title, body, tag });
        notes.push(this);
      }
      close(): void {}
    }
    Object.assign(window, { Notification: Recorded });
  }, granted);
}
