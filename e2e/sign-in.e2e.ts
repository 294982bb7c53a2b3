import { ADMIN } from './fixtures/taskhelm.ts';
import { expect, test } from './fixtures/test.ts';

test('A link signs a browser in once, and leaves no code in the address', async ({
  openPage,
  taskhelm,
  watch,
}) => {
  const link = await taskhelm.makeSignInLink();
  const page = await openPage({ signedIn: false });
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tasks');
  expect(page.url()).toBe(`${taskhelm.url}/tasks`);
  const [cookie, ...more] = await page.context().cookies();
  expect(more).toEqual([]);
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
  await page.goBack();
  expect(page.url()).not.toContain('code=');

  watch.expectAnswer(401);
  const second = await openPage({ signedIn: false });
  await second.goto(link);
  const alert = second.getByRole('alert');
  await expect(alert).toContainText('This sign-in link was used before or has expired');
  await expect(alert).toContainText('npm run sign-in');
  await expect(alert).toBeFocused();
  expect(second.url()).not.toContain('code=');
});

test('Signing in needs none of the dashboard, which the browser fetches meanwhile', async ({ openPage }) => {
  const page = await openPage({ signedIn: false });
  await page.goto('/sign-in');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in to Taskhelm');
  const needed = await page.locator('script[src^="/assets"], link[rel=modulepreload]').count();
  expect(needed).toBeGreaterThan(0);
  const next = page.locator('link[rel=prefetch]');
  await expect(next).not.toHaveCount(0);
  const files = await next.evaluateAll((links) => links.map((link) => (link as HTMLLinkElement).href));
  expect(files.some((file) => file.includes('/tasks-route-'))).toBe(true);
  for (const file of files) expect((await page.request.get(file)).status()).toBe(200);
});

test('A wrong password is refused, the right one leads to the page that was asked for, and signing out ends it', async ({
  openPage,
  watch,
}) => {
  watch.expectAnswer(401);
  const page = await openPage({ signedIn: false });
  await page.goto('/agents');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in to Taskhelm');
  await expect(page).toHaveURL('/sign-in?next=/agents');
  const password = page.getByRole('textbox', { name: 'Password' });
  await page.getByRole('textbox', { name: 'E-mail' }).fill(ADMIN.email);
  await password.fill('not the password');
  await password.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('E-mail address or password is wrong.');
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page.getByRole('textbox', { name: 'E-mail' })).toHaveValue(ADMIN.email);
  await expect(password).toHaveAttribute('type', 'password');
  await page.getByRole('button', { name: 'Show password' }).click();
  await expect(password).toHaveAttribute('type', 'text');
  await password.fill(ADMIN.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Agents');

  await page.getByRole('button', { name: /^Account/ }).click();
  // The browser may keep the page in its memory as it is left, and show it again.
  await page.evaluate(() => {
    addEventListener('pagehide', () => sessionStorage.setItem('left with', document.body.innerText.trim()));
  });
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in to Taskhelm');
  expect(await page.evaluate(() => sessionStorage.getItem('left with'))).toBe('');
  await page.goto('/tasks');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in to Taskhelm');
  await expect(page.getByRole('row')).toHaveCount(0);
});

test('A page whose sign-in has ended leads to signing in and back, with what was typed', async ({
  openPage,
  taskhelm,
  watch,
  api,
}) => {
  watch.expectAnswer(401);
  const { id } = await api.createUntil('needs_input', {
    title: 'Half answered',
    description: 'ask What is it called?\nresult {answer}',
  });
  const page = await openPage({ signedIn: false });
  await page.goto(await taskhelm.makeSignInLink());
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tasks');
  await page.goto(`/tasks/${id}`);
  await page.getByRole('textbox', { name: /What is it called/ }).fill('Half a na');
  await page.context().clearCookies();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in to Taskhelm');
  await page.getByRole('textbox', { name: 'E-mail' }).fill(ADMIN.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(ADMIN.password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/tasks/${id}`);
  await expect(page.getByRole('textbox', { name: /What is it called/ })).toHaveValue('Half a na');
});

test('A link to sign in does not lead to other sites', async ({ openPage, taskhelm, watch }) => {
  watch.expectAnswer(401);
  for (const next of ['https://example.org/', '//example.org', '/\\example.org', 'javascript:alert(1)']) {
    const page = await openPage();
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tasks');
    expect(new URL(page.url()).origin).toBe(taskhelm.url);
    await page.context().close();
  }
});
