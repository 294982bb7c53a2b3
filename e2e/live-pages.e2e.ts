import type { Page } from '@playwright/test';
import { setHidden } from './fixtures/hide-page.ts';
import { expect, test } from './fixtures/test.ts';

const GRACE_MS = 5_000;
const FIVE_MINUTES_MS = 300_000;
/** By then a page that polls has asked whether anything waits; what it is told may take a few turns of its clock to be shown. */
const ASKED_WITHIN_MS = 3_900;
const TURN_MS = 2;

test('A hidden tab asks for nothing, and reads once when it is looked at again', async ({
  signedInPage: page,
  api,
}) => {
  const busy = await api.createUntil('in_progress', { title: 'takin', description: 'say On it\nwait 600' });
  for (const path of ['/tasks?q=takin', `/tasks/${busy.id}`, '/inbox', '/overview', '/agents']) {
    await test.step(path, async () => {
      await page.clock.install();
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      const requests = recordRequests(page);
      // It does read while it is looked at; otherwise nothing would be shown by what follows.
      await expect
        .poll(async () => {
          await page.clock.runFor(30_000);
          return requests.length;
        })
        .toBeGreaterThan(0);

      await setHidden(page, true);
      await page.clock.runFor(GRACE_MS);
      requests.length = 0;
      await page.clock.runFor(FIVE_MINUTES_MS);
      expect(requests).toEqual([]);

      await setHidden(page, false);
      await expect.poll(() => requests.length).toBeGreaterThan(0);
      expect(requests, 'each of them once').toEqual([...new Set(requests)]);
    });
  }
});

test('Row, count, title and inbox know of a question within four seconds of being asked', async ({
  openPage,
  api,
}) => {
  const task = await api.createUntil('in_progress', {
    title: 'nilgai',
    description: 'wait 3\nask Which way? | Left | Right\nresult Went {answer}',
  });
  const pages = { list: await openPage(), inbox: await openPage() };
  const paths = { list: '/tasks?q=nilgai', inbox: '/inbox' };
  for (const name of ['list', 'inbox'] as const) {
    await pages[name].clock.install();
    await pages[name].goto(paths[name]);
    await expect(pages[name].getByRole('heading', { level: 1 })).toBeVisible();
  }
  const row = pages.list.getByRole('row', { name: /nilgai/ });
  await expect(row).toContainText('Running');
  // The clocks of the pages stand still: nothing is read between this and the seconds that they are given.
  for (const page of Object.values(pages)) await page.clock.pauseAt(Date.now() + 60_000);
  await api.waitFor(task.id, 'needs_input');
  for (const page of Object.values(pages)) {
    await page.clock.runFor(ASKED_WITHIN_MS);
    await expect
      .poll(async () => {
        await page.clock.runFor(TURN_MS);
        return page.title();
      })
      .toMatch(/^\(1\) /);
    await expect(page.getByRole('link', { name: /Inbox.*1 waiting/ })).toBeVisible();
  }
  await expect(row).toContainText('“Which way?”');
  await expect(pages.inbox.getByRole('heading', { name: 'nilgai' })).toBeVisible();
});

function recordRequests(page: Page): string[] {
  const requests: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/')) requests.push(`${request.method()} ${request.url()}`);
  });
  return requests;
}
