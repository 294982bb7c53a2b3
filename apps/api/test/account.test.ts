import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  accountEndpoints,
  auditEndpoints,
  type Account,
  type AccountSession,
  type Endpoint,
} from '@taskhelm/contract';
import { ensureAdmin } from '../src/users/admin-user.ts';
import { hashPassword } from '../src/users/password.ts';
import { startTestServer, type Answer, type TestServer } from './support/test-server.ts';

const PASSWORD = 'correct horse battery';
const NEXT = 'staple and paper clip';

describe('the account of a person', () => {
  let server: TestServer;
  let person: { id: string; email: string };
  // Made once: it takes a while by intent.
  let hash: string;
  beforeAll(async () => {
    server = await startTestServer();
    hash = await hashPassword(PASSWORD);
  });
  afterAll(() => server.stop());

  const newPerson = async (passwordHash: string | null = hash) => {
    const { prisma, newId } = server.context;
    const id = newId();
    const email = `${id}@example.com`;
    await prisma.user.create({ data: { id, email, name: 'Ada', role: 'operator', passwordHash } });
    return { id, email };
  };
  beforeEach(async () => {
    person = await newPerson();
  });

  const send = (method: string, path: string, headers: Record<string, string>, body?: unknown) =>
    server.request(path, {
      method,
      headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const signIn = async (body: object, userAgent = 'A browser'): Promise<string> => {
    const answer = await send('POST', '/session', { 'user-agent': userAgent }, body);
    return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  };
  const signInHere = async (userAgent?: string) =>
    signIn({ code: await server.context.browserSessions.createCode(person.id) }, userAgent);
  const ask = (endpoint: Endpoint, cookie: string, body?: unknown, id = '') =>
    send(endpoint.method, endpoint.path.replace(':id', id), { cookie }, body);
  const sessionsOf = async (cookie: string): Promise<AccountSession[]> =>
    ((await ask(accountEndpoints.sessions, cookie)).body as { data: AccountSession[] }).data;
  const changePassword = (cookie: string, body: object) => ask(accountEndpoints.changePassword, cookie, body);
  const detailsOf = (answer: Answer<unknown>) =>
    (answer.body as { details: { path: string; code: string }[] }).details.map(({ path, code }) => [
      path,
      code,
    ]);
  const isSignedIn = async (cookie: string): Promise<boolean> =>
    (await ask(accountEndpoints.get, cookie)).status === 200;
  const entriesOf = async (id: string) =>
    (await server.call(auditEndpoints.list, { query: { per_page: 100, actor: id } })).body.data.map(
      ({ action, detail }) => [action, detail],
    );
  /** What was done once signed in. */
  const auditOf = async (id: string) => (await entriesOf(id)).filter(([action]) => action !== 'signed_in');

  it('says who it is of, and nothing secret', async () => {
    const { body, status } = await ask(accountEndpoints.get, await signInHere());
    expect([status, body]).toEqual([
      200,
      {
        id: person.id,
        name: 'Ada',
        email: person.email,
        role: 'operator',
        has_password: true,
      } satisfies Account,
    ]);
  });

  it('is not for tokens, and not without signing in', async () => {
    for (const endpoint of [
      accountEndpoints.get,
      accountEndpoints.sessions,
      accountEndpoints.endOtherSessions,
    ]) {
      expect((await server.call(endpoint)).status).toBe(403);
      expect((await ask(endpoint, '')).status).toBe(401);
    }
  });

  it('changes the password where the current one is right: every other session ends, links too', async () => {
    const here = await signInHere();
    const there = await signInHere();
    const code = await server.context.browserSessions.createCode(person.id);
    const answer = await changePassword(here, { current_password: PASSWORD, new_password: NEXT });
    expect([answer.status, answer.body]).toEqual([200, { ended: 1 }]);
    expect([await isSignedIn(here), await isSignedIn(there)]).toEqual([true, false]);
    expect(await signIn({ code })).toBe('');
    expect(await signIn({ email: person.email, password: PASSWORD })).toBe('');
    expect(await signIn({ email: person.email, password: NEXT })).not.toBe('');
    expect(await auditOf(person.id)).toEqual([
      ['password_changed', { ended_sessions: 1, had_password: true }],
    ]);
  });

  it('keeps the password where the current one is wrong or missing, or the new one is short', async () => {
    const [here, there] = [await signInHere(), await signInHere()];
    for (const current of [{ current_password: 'wrong' }, {}]) {
      const answer = await changePassword(here, { ...current, new_password: NEXT });
      expect([answer.status, detailsOf(answer)]).toEqual([422, [['current_password', 'wrong']]]);
    }
    const short = await changePassword(here, { current_password: PASSWORD, new_password: 'short' });
    expect([short.status, detailsOf(short)]).toEqual([422, [['new_password', 'too_short']]]);
    expect([await isSignedIn(here), await isSignedIn(there)]).toEqual([true, true]);
    expect(await signIn({ email: person.email, password: PASSWORD })).not.toBe('');
    expect(await auditOf(person.id)).toEqual([]);
  });

  it('of two changes at once takes one', async () => {
    const here = await signInHere();
    const answers = await Promise.all(
      [NEXT, `${NEXT} and more`].map((new_password) =>
        changePassword(here, { current_password: PASSWORD, new_password }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 422]);
  });

  it('gets a first password without a current one', async () => {
    person = await newPerson(null);
    const here = await signInHere();
    expect((await ask(accountEndpoints.get, here)).body).toMatchObject({ has_password: false });
    expect((await changePassword(here, { new_password: NEXT })).status).toBe(200);
    expect(await signIn({ email: person.email, password: NEXT })).not.toBe('');
  });

  it('lists the browsers that are signed in, and ends one of them', async () => {
    const here = await signInHere('Firefox');
    const there = await signInHere(`Chrome ${'x'.repeat(400)}`);
    const sessions = await sessionsOf(here);
    expect(
      sessions.map(({ user_agent, is_current }) => [user_agent?.slice(0, 7), is_current]).toSorted(),
    ).toEqual([
      ['Chrome ', false],
      ['Firefox', true],
    ]);
    expect(sessions.every(({ user_agent }) => (user_agent ?? '').length <= 300)).toBe(true);
    const other = sessions.find(({ is_current }) => !is_current)!;
    expect((await ask(accountEndpoints.endSession, here, undefined, other.id)).status).toBe(204);
    expect([await isSignedIn(here), await isSignedIn(there)]).toEqual([true, false]);
    expect((await ask(accountEndpoints.endSession, here, undefined, other.id)).status).toBe(404);
    expect((await auditOf(person.id)).map(([action]) => action)).toEqual(['session_ended']);
  });

  it('tells when a browser was last used', async () => {
    const [here, there] = [await signInHere('Here'), await signInHere('There')];
    const long = new Date(Date.now() - 3_600_000);
    await server.context.prisma.browserSession.updateMany({
      where: { userId: person.id },
      data: { lastUsedAt: long },
    });
    const usedAt = async (name: string) =>
      Date.parse((await sessionsOf(here)).find(({ user_agent }) => user_agent === name)?.last_used_at ?? '');
    expect(await usedAt('There')).toBe(long.getTime());
    await isSignedIn(there);
    expect(await usedAt('There')).toBeGreaterThan(long.getTime());
    expect(await usedAt('Here')).toBeGreaterThan(long.getTime());
  });

  it('does not reach the sessions of others', async () => {
    const mine = await signInHere();
    const [{ id } = { id: '' }] = await sessionsOf(mine);
    person = await newPerson();
    const other = await signInHere();
    expect((await ask(accountEndpoints.endSession, other, undefined, id)).status).toBe(404);
    expect((await ask(accountEndpoints.endOtherSessions, other)).body).toEqual({ ended: 0 });
    expect(await isSignedIn(mine)).toBe(true);
    expect(await auditOf(person.id)).toEqual([]);
  });

  it('signs every other browser out at once', async () => {
    const here = await signInHere();
    const others = [await signInHere(), await signInHere()];
    expect((await ask(accountEndpoints.endOtherSessions, here)).body).toEqual({ ended: 2 });
    expect(await isSignedIn(here)).toBe(true);
    expect(await Promise.all(others.map(isSignedIn))).toEqual([false, false]);
    expect(await auditOf(person.id)).toEqual([['other_sessions_ended', { ended_sessions: 2 }]]);
  });

  it('has every sign-in in the audit, and in what way', async () => {
    await signInHere();
    await signIn({ email: person.email, password: PASSWORD });
    await signIn({ email: person.email, password: 'wrong' });
    expect(await entriesOf(person.id)).toEqual([
      ['signed_in', { with: 'password' }],
      ['signed_in', { with: 'link' }],
    ]);
  });

  it('is told in the audit to administrators only, page by page', async () => {
    const here = await signInHere();
    await signInHere();
    await ask(accountEndpoints.endOtherSessions, here);
    expect((await ask(auditEndpoints.list, here)).status).toBe(403);
    const query = { per_page: 1, action: ['other_sessions_ended' as const] };
    const { body } = await server.call(auditEndpoints.list, { query });
    expect(body.data).toMatchObject([
      { actor: { type: 'user', id: person.id, name: 'Ada' }, action: 'other_sessions_ended' },
    ]);
    expect(body.total).toBeGreaterThanOrEqual(1);
    expect(
      (await server.call(auditEndpoints.list, { query: { action: ['password_changed'] } })).body.data,
    ).not.toContainEqual(expect.objectContaining({ action: 'other_sessions_ended' }));
  });
});

describe('a password in the settings', () => {
  it('does not undo a change by the person, and a new one does', async () => {
    const server = await startTestServer();
    const { prisma, newId, accounts, browserSessions } = server.context;
    const email = 'ada@example.com';
    const start = (password: string) => ensureAdmin(prisma, { email, password }, newId);
    const canSignIn = (password: string) =>
      browserSessions.signIn({ email, password }).then(
        () => true,
        () => false,
      );
    await start(PASSWORD);
    const { caller } = await browserSessions.signIn({ email, password: PASSWORD });
    await accounts.changePassword(caller, { current_password: PASSWORD, new_password: NEXT });
    await start(PASSWORD);
    expect([await canSignIn(PASSWORD), await canSignIn(NEXT)]).toEqual([false, true]);
    await start('another in the settings');
    expect([await canSignIn(NEXT), await canSignIn('another in the settings')]).toEqual([false, true]);
    await server.stop();
  });
});

describe('guessing the current password', () => {
  it('is answered with 429 after ten tries', async () => {
    const server = await startTestServer();
    const { prisma, newId } = server.context;
    const id = await ensureAdmin(prisma, { email: 'ada@example.com', password: PASSWORD }, newId);
    const { secret } = await server.context.browserSessions.signIn({
      code: await server.context.browserSessions.createCode(id),
    });
    const statuses: number[] = [];
    for (let number = 0; number < 11; number += 1) {
      const { status } = await server.request('/account/password', {
        method: 'POST',
        headers: {
          cookie: `taskhelm_session=${secret}`,
          'sec-fetch-site': 'same-origin',
          'content-type': 'application/json',
        },
        body: JSON.stringify({ current_password: 'wrong', new_password: NEXT }),
      });
      statuses.push(status);
    }
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 422), 429]);
    await server.stop();
  });
});
