import { inputEndpoints, taskEndpoints, tokenEndpoints } from '@taskhelm/contract';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/test.ts';

const MARK = 'window.__ran=1';
/** Each runs, or leads to, what is not wanted, wherever it is taken for markup. */
const CORPUS = [
  `<script>${MARK}</script>`,
  `<img src=x onerror="${MARK}">`,
  `<svg onload="${MARK}"><animate onbegin="${MARK}" attributeName=x></svg>`,
  `<iframe srcdoc="<script>parent.${MARK}</script>"></iframe>`,
  `<a href="javascript:${MARK}">click</a>`,
  `<form action="javascript:${MARK}"><button>go</button></form>`,
  `<details open ontoggle="${MARK}">`,
  `<style>@import "//evil.example/x.css";*{display:none!important}</style>`,
  `<meta http-equiv="refresh" content="0;url=https://evil.example/">`,
  `[a link](javascript:${MARK})`,
  `[b link](JaVaScRiPt&colon;${MARK})`,
  `[c link](data:text/html,<script>${MARK}</script>)`,
  `[d link](vbscript:msgbox)`,
  `[e link](//evil.example/e "title" onmouseover=${MARK})`,
  `[f link](file:///etc/passwd)`,
  `[g link](\u0001java\tscript:${MARK})`,
  `<javascript:${MARK}>`,
  `![image](https://evil.example/pixel.png)`,
  `![image](data:image/svg+xml,<svg onload=${MARK}>)`,
  `![image](x "onerror=${MARK}")`,
  `[ref][r] [r]: javascript:${MARK}`,
  `https://evil.example/?q="><script>${MARK}</script>`,
  `\`\`\`html <script>${MARK}</script> \`\`\``,
  `{{constructor.constructor('${MARK}')()}} \${${MARK}}`,
  `"onmouseover="${MARK}" autofocus onfocus="${MARK}`,
  `</textarea></title></style></script><script>${MARK}</script>`,
  `\u202Egnp.exe\u202C \u2066isolated\u2069 \u200Bzero`,
  `\u001B[31mred\u001B[0m \u001B]8;;javascript:${MARK}\u0007link\u001B]8;;\u0007`,
  `__proto__ constructor toString`,
  `%3Cscript%3E${MARK}%3C/script%3E &lt;script&gt;`,
];
const ALL = CORPUS.join(String.raw`\n\n`);
const DEEP = [
  `${'>'.repeat(400)} deep`,
  `${'['.repeat(3_000)}x`,
  '*a '.repeat(2_000),
  '<b>'.repeat(1_000),
  `${'- '.repeat(300)}x`,
];

test('Hostile text in titles, descriptions, messages and results stays text', async ({
  signedInPage: page,
  api,
  watch,
}) => {
  const titles = await Promise.all(
    CORPUS.filter((text) => text.trim().length <= 200).map((title) =>
      api.createTask({ title, description: `say ${title}\nresult ${title}` }),
    ),
  );
  await Promise.all(titles.map(({ id }) => api.waitFor(id, 'completed')));
  await page.goto('/tasks?per_page=100');
  await expect(page.getByRole('row').nth(CORPUS.length)).toBeVisible();
  await expectHarmless(page);

  const one = await api.createUntil('completed', {
    title: 'All at once',
    description: `${CORPUS.join('\n\n')}\nsay ${ALL}\nthink ${ALL}\nresult ${ALL}`,
    labels: ['<b>label</b>'],
    metadata: { '<img src=x>': ALL },
  });
  await page.goto(`/tasks/${one.id}`);
  await expect(page.getByRole('region', { name: 'Result' })).toContainText(`<script>${MARK}</script>`);
  await page.getByRole('log').getByText('Reasoning').click();
  await expectHarmless(page);
  await page.getByRole('region', { name: 'Result' }).getByText('a link').click();
  await expectHarmless(page);
  expect(page.url()).toContain(one.id);

  await page.goto(`/tasks?q=${encodeURIComponent(`${CORPUS[0] ?? ''} nothing has this`)}`);
  await expect(page.getByText('No task matches')).toBeVisible();
  await expectHarmless(page);
  watch.expectAnswer(400);
  await page.goto(`/tasks?agent=${encodeURIComponent(CORPUS[1] ?? '')}`);
  await expect(page.getByText(/Agents: .*assistant, coordinator, .*researcher/)).toBeVisible();
  await expectHarmless(page);
});

test('Hostile text in tool arguments, outputs, errors, questions and reasons stays text', async ({
  signedInPage: page,
  api,
}) => {
  const json = (value: unknown): string => JSON.stringify(value);
  const questions = CORPUS.slice(0, 5).map((text) => ({
    label: text,
    help: text,
    type: 'select',
    options: CORPUS.slice(0, 8).map((label) => ({ label, description: label })),
  }));
  const script = [
    ...CORPUS.map((text) => `call calculate ${json({ expression: text })}`),
    `call <img/src=x/onerror=1> {"a": ${json(ALL)}}`,
    `call current_time {"time_zone": ${json(CORPUS[1])}}`,
    `call calculate not json ${CORPUS[0]}`,
    `call ask_user ${json({ questions })}`,
    `fail ${ALL}`,
  ];
  const { id, session_id: sessionId } = await api.createUntil('needs_input', {
    title: 'Tools',
    description: script.join('\n'),
  });
  await page.goto(`/tasks/${id}`);
  const form = page.getByRole('form', { name: 'Answer researcher' });
  await expect(form.getByRole('group').first()).toBeVisible();
  await expectHarmless(page);
  await page.goto('/inbox');
  await expect(page.getByRole('form', { name: 'Answer researcher' })).toBeVisible();
  await expectHarmless(page);
  await api.call(inputEndpoints.respond, {
    params: { id: sessionId },
    body: { answers: CORPUS.slice(0, 5).map((text) => `${text} own words`) },
  });
  await api.waitFor(id, 'failed');
  await page.goto(`/tasks/${id}`);
  await expect(page.getByRole('region', { name: 'Failure' })).toContainText(`<script>${MARK}</script>`);
  await expectHarmless(page);
  await expect(page.getByRole('log', { name: 'Conversation' })).toContainText('calculate');
  // Only what is in view is in the page.
  await page.keyboard.press('Shift+G');
  await expect(page.getByRole('article', { name: 'researcher asked' })).toContainText('own words');
  await expectHarmless(page);

  const asks = await api.createUntil('needs_input', {
    agent: 'assistant',
    title: 'Asks',
    description: `call http_request ${json({ url: 'http://127.0.0.1/', headers: { accept: `${CORPUS[0]} ${CORPUS[9]}` } })}\nresult ok`,
  });
  await page.goto(`/tasks/${asks.id}`);
  await expect(page.getByRole('region', { name: 'assistant needs input' })).toContainText(
    `<script>${MARK}</script>`,
  );
  await expectHarmless(page);
  await api.call(taskEndpoints.cancel, {
    params: { id: asks.id },
    body: { reason: CORPUS.slice(0, 6).join(' ') },
  });
  await expect(page.getByText(/^Cancelled by .*<script>/)).toBeVisible();
  await expectHarmless(page);

  const token = await api.call(tokenEndpoints.create, {
    body: { name: CORPUS[1] ?? '', scopes: ['tasks:read'] },
  });
  await page.goto('/settings/tokens');
  await expect(page.getByText(CORPUS[1] ?? '', { exact: true })).toBeVisible();
  await expectHarmless(page);
  await api.call(tokenEndpoints.revoke, { params: { id: token.id } });
});

test('Text that is nested beyond measure or very long leaves the page usable', async ({
  signedInPage: page,
  api,
}) => {
  const { id } = await api.createUntil('completed', {
    title: 'Deep',
    description: [...DEEP.map((text) => `say ${text.slice(0, 6_000)}`), 'result ok'].join('\n'),
  });
  await page.goto(`/tasks/${id}`);
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('ok');
  await expect(page.getByRole('log').getByText('Too large to lay out').first()).toBeVisible();
  await page.getByRole('link', { name: 'Inbox', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Inbox');
});

/** Nothing ran, nothing unsafe can be clicked, and nothing was built that could load or run something. */
async function expectHarmless(page: Page): Promise<void> {
  const found = await page.evaluate(() => ({
    ran: '__ran' in window,
    links: [...document.querySelectorAll('a[href]')]
      .filter((link) => !['http:', 'https:', 'mailto:'].includes((link as HTMLAnchorElement).protocol))
      .map((link) => link.outerHTML),
    linksOut: [...document.querySelectorAll<HTMLAnchorElement>('a[href]')]
      .filter(
        (link) =>
          link.origin !== location.origin && !(link.rel.includes('noopener') && link.target === '_blank'),
      )
      .map((link) => link.outerHTML),
    built: [
      ...document.querySelectorAll(
        'script, img, iframe, object, embed, base, meta[http-equiv], style, form[action], main svg animate',
      ),
    ]
      .filter((element) => !(element instanceof HTMLScriptElement && element.src.startsWith(location.origin)))
      .map((element) => element.outerHTML),
    handlers: [...document.querySelectorAll('*')]
      .filter((element) => element.getAttributeNames().some((name) => name.startsWith('on')))
      .map((element) => element.outerHTML),
  }));
  expect(found).toEqual({ ran: false, links: [], linksOut: [], built: [], handlers: [] });
}
