import type { Locator, Page } from '@playwright/test';
import type { Api } from './fixtures/api.ts';
import { expect, test } from './fixtures/test.ts';

const softly = expect.configure({ soft: true });
const WIDE = { viewport: { width: 1440, height: 900 } };
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const MOST_STOPS = 400;

for (const [name, options] of Object.entries({ 'a wide window': WIDE, 'a phone': PHONE })) {
  test(`Tab leads through every page of ${name} and back, always to something that can be seen`, async ({
    openPage,
    api,
  }) => {
    const page = await openPage(options);
    for (const { path, shows } of await makePages(api)) {
      await page.goto(path);
      await expect(page.getByText(shows).first()).toBeVisible();
      softly(await walk(page), path).toEqual([]);
    }
  });
}

test('On a phone everything that can be touched is large enough for a finger', async ({ openPage, api }) => {
  const page = await openPage(PHONE);
  for (const { path, shows } of await makePages(api)) {
    await page.goto(path);
    await expect(page.getByText(shows).first()).toBeVisible();
    softly(await page.evaluate(findSmallTargets), path).toEqual([]);
  }
  for (const opens of ['Filters', 'More actions for Done with kudus']) {
    await page.goto('/tasks?q=kudus');
    await page.getByRole('button', { name: opens }).first().tap();
    await hasFocus(page.getByRole('dialog'));
    softly(await page.evaluate(findSmallTargets), opens).toEqual([]);
    softly(await walk(page), opens).toEqual([]);
  }
});

async function makePages(api: Api): Promise<{ path: string; shows: string | RegExp }[]> {
  const asks = await api.createUntil('needs_input', {
    title: 'A question of kudus',
    description: 'say **Hello**\ncall current_time {}\nask Which? | One | Two\nresult ok',
  });
  const done = await api.createUntil('completed', {
    title: 'Done with kudus',
    description: 'call calculate {"expression": "1+1"}\nresult ok',
  });
  return [
    { path: '/tasks?q=kudus', shows: 'Done with kudus' },
    { path: '/tasks/new', shows: 'Create task' },
    { path: `/tasks/${asks.id}`, shows: 'Which?' },
    { path: `/tasks/${done.id}`, shows: 'Result' },
    { path: '/inbox', shows: 'Which?' },
    { path: '/agents', shows: 'researcher' },
    { path: '/overview', shows: 'Throughput' },
    { path: '/settings/tokens', shows: 'New token' },
  ];
}

/** What is wrong at the stops that Tab makes, until it comes back to one where it was before. */
async function walk(page: Page): Promise<string[]> {
  const faults: string[] = [];
  if (await page.getByRole('dialog').count()) await hasFocus(page.getByRole('dialog'));
  else await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    // Edges that a dialog or menu puts around itself hand the focus on.
    await page.waitForFunction(() => !document.activeElement?.matches('[data-base-ui-focus-guard]'));
    const { wasSeen, fault } = await page.evaluate(lookAtFocus);
    if (wasSeen) return faults;
    if (fault) faults.push(fault);
  }
  return [...faults, `no way back after ${MOST_STOPS} stops`];
}

/** What opens over the page takes the focus a moment later, and keeps it from then on. */
async function hasFocus(dialog: Locator): Promise<void> {
  await expect.poll(() => dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
}

/** Runs in the page. */
function lookAtFocus(): { wasSeen: boolean; fault: string | null } {
  const stops = ((window as { stops?: WeakSet<Element> }).stops ??= new WeakSet<Element>());
  const element = document.activeElement;
  if (!element || element === document.body) return { wasSeen: false, fault: null };
  if (stops.has(element)) return { wasSeen: true, fault: null };
  stops.add(element);
  const name = element.outerHTML.slice(0, 160);
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
  const outlined = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const xs = [left + 2, (left + right) / 2, right - 2];
  const ys = [top + 2, (top + bottom) / 2, bottom - 2];
  const isSeen = xs.some((x) =>
    ys.some((y) => {
      const hit = document.elementFromPoint(x, y);
      return hit !== null && (element.contains(hit) || hit.contains(element) || hit.matches('label'));
    }),
  );
  if (!isSeen) return { wasSeen: false, fault: `covered or outside of the window: ${name}` };
  const isShown = outlined || boxShadow !== 'none';
  return { wasSeen: false, fault: isShown ? null : `does not show that it has the focus: ${name}` };
}

/** Runs in the page. A link within a sentence may be as small as its words (WCAG 2.5.8). */
function findSmallTargets(): string[] {
  const SMALLEST = 44;
  const targets = document.querySelectorAll<HTMLElement>(
    'a[href], button, select, summary, [role="button"], [role="tab"], [role="switch"], input:not([type="hidden"]), textarea',
  );
  return [...targets].flatMap((element) => {
    const { width, height } = element.getBoundingClientRect();
    const { visibility, display } = getComputedStyle(element);
    if (width < 2 || height < 2 || visibility === 'hidden') return [];
    const inText = display === 'inline' && element.closest('p, li, td, dd, label, h1, h2') !== null;
    // A touch of its label is one of the field.
    const labels = 'labels' in element ? [...(element.labels as NodeListOf<HTMLElement>)] : [];
    const boxes = [element, ...labels].map((part) => part.getBoundingClientRect());
    const isLarge = boxes.some((box) => box.width >= SMALLEST - 0.5 && box.height >= SMALLEST - 0.5);
    if (inText || isLarge) return [];
    return [`${Math.round(width)} x ${Math.round(height)}: ${element.outerHTML.slice(0, 140)}`];
  });
}
