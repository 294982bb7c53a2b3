import { ADMIN, removeDataDir, startTaskhelm } from './fixtures/taskhelm.ts';
import { expect, test } from './fixtures/test.ts';

const NEXT = 'staple and paper clip';

// On a server of its own: it signs everybody else out.
test('A person sees the browsers that are signed in, ends one, and changes the password', async ({
  openPage,
  watch,
}) => {
  watch.expectAnswer(401);
  watch.expectAnswer(422);
  const taskhelm = await startTaskhelm();
  const signIn = async (password: string, userAgent?: string) => {
    const page = await openPage({
      signedIn: false,
      baseURL: taskhelm.url,
      ...(userAgent ? { userAgent } : {}),
    });
    await page.goto('/sign-in');
    await page.getByRole('textbox', { name: 'E-mail' }).fill(ADMIN.email);
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    return page;
  };
  const page = await signIn(ADMIN.password);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tasks');
  const firefox = await signIn(
    ADMIN.password,
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0',
  );
  await expect(firefox.getByRole('heading', { level: 1 })).toHaveText('Tasks');
  const third = await signIn(ADMIN.password);
  await expect(third.getByRole('heading', { level: 1 })).toHaveText('Tasks');

  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('menuitem', { name: 'Account and sessions' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Account');
  await expect(page.getByRole('region', { name: 'Who I am' })).toContainText(
    `${ADMIN.email}RoleAdministrator`,
  );
  const sessions = page.getByRole('list', { name: 'Browsers that are signed in' }).getByRole('listitem');
  await expect(sessions).toHaveCount(3);
  await expect(sessions.filter({ hasText: 'this browser' })).toHaveCount(1);
  await page.getByRole('button', { name: 'Sign out Firefox on Windows' }).click();
  await expect(sessions).toHaveCount(2);
  await expect(firefox.getByRole('heading', { level: 1 })).toHaveText('Sign in to Taskhelm');

  const change = async (current: string, next: string) => {
    await page.getByRole('textbox', { name: 'Current password' }).fill(current);
    await page.getByRole('textbox', { name: 'New password', exact: true }).fill(next);
    await page.getByRole('textbox', { name: 'New password again' }).fill(next);
    await page.getByRole('button', { name: 'Change password' }).click();
  };
  await change('not the password', NEXT);
  await expect(page.getByText('This is not your current password')).toBeVisible();
  await change(ADMIN.password, NEXT);
  await expect(page.getByText('Password changed; 1 other browser signed out')).toBeVisible();
  await expect(sessions).toHaveCount(1);
  await expect(third.getByRole('heading', { level: 1 })).toHaveText('Sign in to Taskhelm');
  const refused = await signIn(ADMIN.password);
  await expect(refused.getByRole('alert')).toHaveText('E-mail address or password is wrong.');
  await refused.getByRole('textbox', { name: 'Password' }).fill(NEXT);
  await refused.getByRole('button', { name: 'Sign in' }).click();
  await expect(refused.getByRole('heading', { level: 1 })).toHaveText('Tasks');

  await page.getByRole('link', { name: 'System' }).click();
  await expect(page.getByRole('region', { name: 'Workers' })).toContainText('1 worker alive');
  await expect(page.getByRole('region', { name: 'Queue' })).toContainText('Ready0 tasks');
  await expect(page.getByRole('region', { name: 'Database' })).toContainText(/Answers in [\d.]+ ms/);
  for (const tab of [page, firefox, third, refused]) await tab.context().close();
  await taskhelm.stop();
  await removeDataDir(taskhelm.dataDir);
});
