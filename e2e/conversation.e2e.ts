import { inputEndpoints } from '@taskhelm/contract';
import type { Page } from '@playwright/test';
import { followReader } from './fixtures/follow-reader.ts';
import { watchLayoutShifts } from './fixtures/layout-shifts.ts';
import { expect, test } from './fixtures/test.ts';

/** Forty parts of text, calls between them, and a question at the end. */
const LONG = [
  ...Array.from({ length: 40 }, (_, part) => [
    `say Part ${part} of the story, told at some length so that the page has to scroll.`,
    ...Array.from(
      { length: part % 5 },
      (_call, index) => `call calculate {"expression": "${part}+${index}"}`,
    ),
  ]).flat(),
  'call calculate {"expression": "40+"}',
  'ask Which segment? | Enterprise | SMB',
  'say The end is near',
  'result Done',
].join('\n');

const entries = (page: Page) => page.getByRole('log', { name: 'Conversation' }).getByRole('listitem');
const area = (page: Page) => page.locator('[data-scroll-area]').last();

/** The number of the first entry that begins inside the scrolling area: what lies above it may still get its height. */
async function firstInView(page: Page): Promise<string> {
  const find = (): Promise<string | null> =>
    area(page).evaluate((scroller) => {
      const { top } = scroller.getBoundingClientRect();
      const inside = [...scroller.querySelectorAll<HTMLElement>('li[data-seq]')].find(
        (entry) => entry.getBoundingClientRect().top > top + 100,
      );
      return inside?.dataset['seq'] ?? null;
    });
  await expect.poll(find).not.toBeNull();
  return (await find())!;
}

/** A value, as soon as two looks in a row have found the same. */
async function whenStill(look: () => Promise<number>): Promise<number> {
  let last = NaN;
  await expect
    .poll(async () => {
      const found = await look();
      const isStill = found === last;
      last = found;
      return isStill;
    })
    .toBe(true);
  return last;
}

test.describe('a long conversation', () => {
  test('opens at its end, holds little of itself in the page, and folds calls that went well', async ({
    signedInPage: page,
    api,
  }) => {
    const task = await api.createUntil('needs_input', {
      title: 'Long',
      description: LONG,
      limits: { max_steps: 500 },
    });
    await page.goto(`/tasks/${task.id}`);
    const log = page.getByRole('log', { name: 'Conversation' });
    await expect(log.getByText('asks: Which segment?')).toBeInViewport();
    await expect(log.getByRole('button', { name: /^4 tool calls/ }).last()).toBeVisible();
    // The failed call is open by itself and stands alone.
    await expect(log.getByText('The expression ends too early.')).toBeVisible();
    expect(await entries(page).count()).toBeLessThan(60);

    await log
      .getByRole('button', { name: /^4 tool calls/ })
      .last()
      .click();
    await expect(log.getByRole('button', { name: /calculate 39\+3/ })).toBeVisible();

    await area(page).evaluate((element) => element.scrollTo({ top: 0 }));
    const line = page.locator(`[data-seq="${await firstInView(page)}"]`);
    const topOf = async (): Promise<number> => Math.round((await line.boundingBox())?.y ?? NaN);
    const before = await whenStill(topOf);
    const known = Number(await line.getAttribute('aria-posinset'));
    await page.getByRole('button', { name: 'Show earlier' }).click();
    await expect.poll(async () => Number(await line.getAttribute('aria-posinset'))).toBeGreaterThan(known);
    expect(Math.abs((await whenStill(topOf)) - before)).toBeLessThanOrEqual(1);
  });

  test('is searched from end to end, and a link leads to one message', async ({
    signedInPage: page,
    api,
  }) => {
    const task = await api.createUntil('needs_input', {
      title: 'Long',
      description: LONG,
      limits: { max_steps: 500 },
    });
    await page.goto(`/tasks/${task.id}`);
    await expect(page.getByText('asks: Which segment?')).toBeInViewport();
    await page.keyboard.press('/');
    const words = page.getByRole('textbox', { name: 'Words to find' });
    await expect(words).toBeFocused();
    await words.fill('part 2 of the story');
    // The task's own description holds the words too.
    const place = page.getByRole('search', { name: 'Find in conversation' }).getByRole('status');
    await expect(place).toHaveText('1 of 2');
    await page.keyboard.press('Enter');
    await expect(place).toHaveText('2 of 2');
    await page.keyboard.press('Enter');
    await expect(place).toHaveText('1 of 2');
    await page.keyboard.press('Shift+Enter');
    const told = page
      .getByRole('article', { name: 'researcher said' })
      .filter({ hasText: 'Part 2 of the story' });
    await expect(told).toBeInViewport();
    // What is found inside of a folded run is opened.
    await words.fill('18+1');
    await expect(place).toHaveText('1 of 2');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: /calculate 18\+1/ })).toBeInViewport();
    await words.fill('part 2 of the story');
    await expect(place).toHaveText('1 of 2');
    await page.keyboard.press('Shift+Enter');
    await expect(told).toBeInViewport();
    await page.getByRole('button', { name: 'Close find' }).click();

    await told.getByRole('link').click();
    await expect(page).toHaveURL(/#m=\d+$/);
    await page.reload();
    await expect(told).toBeInViewport();
    await expect(page.getByRole('button', { name: /Jump to latest/ })).toBeVisible();
  });

  for (const [where, distance] of [
    ['in its middle', 400],
    ['at its top', 1_500],
  ] as const) {
    test(`does not move under a reader ${where}, who is told what is new`, async ({
      signedInPage: page,
      api,
    }) => {
      const task = await api.createUntil('needs_input', {
        title: 'Long',
        description: LONG,
        limits: { max_steps: 500 },
      });
      await page.goto(`/tasks/${task.id}`);
      await expect(page.getByText('asks: Which segment?')).toBeInViewport();
      await area(page).evaluate((element, up) => element.scrollTo({ top: element.scrollTop - up }), distance);
      const seq = await firstInView(page);
      const line = page.locator(`[data-seq="${seq}"]`);
      const topOf = async (): Promise<number> => Math.round((await line.boundingBox())?.y ?? NaN);
      const before = await whenStill(topOf);

      await api.call(inputEndpoints.respond, {
        params: { id: task.session_id },
        body: { call_id: task.pending_input?.call_id, answers: ['SMB'] },
      });
      await expect(page.getByRole('button', { name: /Jump to latest · \d+ new/ })).toBeVisible();
      // The result comes above everything that is read.
      await expect(page.getByRole('region', { name: 'Result' })).toBeAttached();
      expect(Math.abs((await whenStill(topOf)) - before)).toBeLessThanOrEqual(1);
    });
  }

  test('does not move under one who reads what is being written, when it has been written to its end', async ({
    signedInPage: page,
    api,
  }) => {
    const text = Array.from({ length: 40 }, (_, part) => [
      `## Part ${part}`,
      'Told at some length, so that the page has to scroll.',
      '- one',
      '- two',
    ]).flat();
    const task = await api.createUntil('needs_input', {
      title: 'Written',
      description: `ask Ready? | Yes\nsay ${text.join('\\n\\n')}\nwait 4\nask Is that all? | Yes`,
    });
    await page.goto(`/tasks/${task.id}`);
    await expect(page.getByText('asks: Ready?')).toBeInViewport();
    await api.call(inputEndpoints.respond, {
      params: { id: task.session_id },
      body: { call_id: task.pending_input?.call_id, answers: ['Yes'] },
    });
    await expect(page.getByRole('heading', { name: 'Part 39' })).toBeInViewport();
    await area(page).evaluate((element) => element.scrollTo({ top: element.scrollTop - 1_000 }));
    const part = await area(page).evaluate(
      (scroller) =>
        [...scroller.querySelectorAll('h4')].find((one) => one.getBoundingClientRect().top > 300)
          ?.textContent,
    );
    const line = page.getByRole('heading', { name: part ?? '', exact: true });
    const topOf = async (): Promise<number> => Math.round((await line.boundingBox())?.y ?? NaN);
    const before = await whenStill(topOf);
    await expect(page.getByText(/is writing/)).toBeAttached();
    await expect(page.getByText('asks: Is that all?')).toBeAttached();
    expect(Math.abs((await whenStill(topOf)) - before)).toBeLessThanOrEqual(1);
  });

  test('shows its reader nothing else for any frame as a long result comes above', async ({
    signedInPage: page,
    api,
  }) => {
    const text = Array.from({ length: 60 }, (_, part) => `## Section ${part}\\n\\nTold at some length.`);
    const task = await api.createUntil('needs_input', {
      title: 'A long result',
      description: LONG.replace('result Done', `result ${text.join('\\n\\n')}`),
      limits: { max_steps: 500 },
    });
    await page.goto(`/tasks/${task.id}`);
    await expect(page.getByText('asks: Which segment?')).toBeInViewport();
    await area(page).evaluate((element) => element.scrollTo({ top: element.scrollTop - 700 }));
    await whenStill(() => area(page).evaluate((element) => element.scrollTop));
    const reader = await followReader(page);
    await api.call(inputEndpoints.respond, {
      params: { id: task.session_id },
      body: { call_id: task.pending_input?.call_id, answers: ['SMB'] },
    });
    await expect(page.getByRole('region', { name: 'Result' })).toContainText('Section 59');
    await whenStill(() => area(page).evaluate((element) => element.scrollTop));
    expect(await reader.stop()).toBeLessThanOrEqual(1);
  });

  test('is followed by one who opens it in the middle of a long text', async ({
    signedInPage: page,
    api,
  }) => {
    const text = Array.from({ length: 60 }, (_, part) => `## Chapter ${part}\\n\\nTold at some length.`);
    const task = await api.createUntil('in_progress', {
      title: 'Opened late',
      description: `say ${text.join('\\n\\n')}\nwait 3\nsay ${text.join('\\n\\n')}\nwait 2\nask Is it told? | Yes`,
    });
    await page.goto(`/tasks/${task.id}`);
    await expect(page.getByText(/is writing/)).toBeInViewport();
    await expect(page.getByText('asks: Is it told?')).toBeInViewport();
    await expect(page.getByRole('button', { name: /Jump to latest/ })).toBeHidden();
  });

  test('is followed again after a jump to its end, and not by one who selects text there', async ({
    signedInPage: page,
    api,
  }) => {
    const more = Array.from({ length: 6 }, (_, part) => `say More ${part}`);
    const task = await api.createUntil('needs_input', {
      title: 'Long',
      description: LONG.replace(
        'result Done',
        ['ask Is that all? | Yes', ...more, 'ask Really? | Yes'].join('\n'),
      ),
      limits: { max_steps: 500 },
    });
    await page.goto(`/tasks/${task.id}`);
    await expect(page.getByText('asks: Which segment?')).toBeInViewport();
    await area(page).evaluate((element) => element.scrollTo({ top: element.scrollTop - 400 }));
    await whenStill(() => area(page).evaluate((element) => element.scrollTop));
    const shifts = await watchLayoutShifts(page);
    await api.call(inputEndpoints.respond, {
      params: { id: task.session_id },
      body: { call_id: task.pending_input?.call_id, answers: ['SMB'] },
    });
    const jump = page.getByRole('button', { name: /Jump to latest · \d+ new/ });
    await expect(jump).toBeVisible();
    await expect(page.getByRole('radio', { name: 'Yes' })).toBeVisible();
    expect(await shifts()).toEqual([]);
    await jump.click();
    await expect(page.getByText('asks: Is that all?')).toBeInViewport();
    await expect(page.getByRole('button', { name: /Jump to latest/ })).toBeHidden();

    await page
      .getByText('The end is near', { exact: true })
      .evaluate((element) => getSelection()?.selectAllChildren(element));
    const { pending_input } = await api.waitFor(task.id, 'needs_input');
    await api.call(inputEndpoints.respond, {
      params: { id: task.session_id },
      body: { call_id: pending_input?.call_id, answers: ['Yes'] },
    });
    await expect(page.getByRole('button', { name: /Jump to latest · \d+ new/ })).toBeVisible();
    await expect(page.getByText('asks: Really?')).not.toBeInViewport();
  });

  test('is walked through with j, k and e', async ({ signedInPage: page, api }) => {
    const description =
      'say Opening words\ncall calculate {"expression": "1+1"}\nsay Closing words\nresult Done';
    const task = await api.createUntil('completed', { title: 'Short', description });
    await page.goto(`/tasks/${task.id}`);
    await expect(page.getByRole('region', { name: 'Result' })).toBeVisible();
    const card = page.getByRole('button', { name: /^calculate/ });
    await expect(card).toBeVisible();
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press('j');
      if (await card.evaluate((element) => element.closest('li') === document.activeElement)) break;
    }
    await page.keyboard.press('e');
    await expect(card).toHaveAttribute('aria-expanded', 'true');
    await page.keyboard.press('k');
    await expect(entries(page).filter({ hasText: 'Opening words' }).last()).toBeFocused();
    await page.keyboard.press('Shift+E');
    await page.keyboard.press('Shift+E');
    await expect(card).toHaveAttribute('aria-expanded', 'false');
  });
});

test('A failed task shows its cause at the top and leads to the call that failed', async ({
  signedInPage: page,
  api,
}) => {
  const description = `${LONG.split('\n').slice(0, 60).join('\n')}\ncall calculate {"expression": "7+"}\nfail No figures for Q1`;
  const task = await api.createUntil('failed', { title: 'Fails', description, limits: { max_steps: 500 } });
  await page.goto(`/tasks/${task.id}`);
  const failure = page.getByRole('region', { name: 'Failure' });
  await expect(failure).toContainText('No figures for Q1');
  await expect(failure).toContainText('The last call that failed before it: calculate');
  await expect(failure).toContainText('The expression ends too early.');
  await expect(failure.getByRole('link', { name: 'Run again with changes…' })).toBeVisible();
  for (const [width, height] of [
    [1280, 720],
    [360, 740],
  ] as const) {
    await page.setViewportSize({ width, height });
    await expect(failure).toBeInViewport({ ratio: 1 });
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await failure.getByRole('link', { name: 'Show where it failed' }).click();
  await expect(page).toHaveURL(/#m=\d+$/);
  await expect(page.locator('[data-target]')).toBeInViewport();
});

test('The timeline tells where the time went, and each of its rows leads to its message', async ({
  signedInPage: page,
  api,
}) => {
  const calls = Array.from(
    { length: 8 },
    (_, at) => `say Words ${at}\ncall calculate {"expression": "1+${at}"}`,
  );
  const description = [...calls, 'result Done'].join('\n');
  const task = await api.createUntil('completed', { title: 'Timed', description });
  await page.goto(`/tasks/${task.id}`);
  await page.getByRole('tab', { name: 'Timeline' }).click();
  const timeline = page.getByRole('list', { name: 'Timeline' });
  await expect(timeline.getByRole('link', { name: /Queued/ })).toBeVisible();
  await expect(page.getByLabel('Time by kind')).toContainText('Tools');
  const row = timeline.getByRole('link', { name: /^calculate/ }).nth(6);
  await row.click();
  await expect(page).toHaveURL(/#m=\d+$/);
  const card = page.locator('[data-target]').getByRole('button', { name: /calculate 1\+6/ });
  await expect(card).toBeInViewport();
  // A row leads there again, from wherever one has gone.
  await area(page).evaluate((element) => element.scrollTo({ top: 0 }));
  await expect(card).not.toBeInViewport();
  await row.click();
  await expect(card).toBeInViewport();

  // On a phone the timeline gives way to the conversation.
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole('button', { name: 'Timeline', exact: true }).click();
  await timeline
    .getByRole('link', { name: /^calculate/ })
    .nth(2)
    .click();
  await expect(
    page.locator('[data-target]').getByRole('button', { name: /calculate 1\+2/ }),
  ).toBeInViewport();

  await page.getByRole('button', { name: 'The whole conversation as text' }).click();
  await expect(page.getByLabel('Transcript')).toContainText('Words 7');
});
