import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ROLE_SCOPES, type TaskDetail, type WhoAmI } from '@taskhelm/contract';
import { hashSecret } from '../src/tokens/secret.ts';
import { ensureAdmin } from '../src/users/admin-user.ts';
import { countTasks } from './support/tasks.ts';
import { startTestServer, type Answer, type TestServer } from './support/test-server.ts';
import { sortedStatuses } from './support/sorted-statuses.ts';

const EMAIL = 'ada@example.com';
const PASSWORD = 'correct horse battery';
const SAME_ORIGIN = { 'sec-fetch-site': 'same-origin' };

describe('signing a browser in', () => {
  let server: TestServer;
  let adminId: string;
  beforeAll(async () => {
    server = await startTestServer();
    adminId = await ensureAdmin(
      server.context.prisma,
      { email: EMAIL, password: PASSWORD },
      server.context.newId,
    );
  });
  afterAll(() => server.stop());

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    server.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const signIn = (body: object, headers: Record<string, string> = SAME_ORIGIN) =>
    post('/session', body, headers);
  const newCode = (): Promise<string> => server.context.browserSessions.createCode(adminId);
  const cookieOf = (answer: Answer<unknown>): string => answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const signedIn = async (): Promise<string> => cookieOf(await signIn({ code: await newCode() }));
  const whoAmI = (cookie: string) => server.request('/session', { headers: { cookie } });
  const createTask = (headers: Record<string, string>) =>
    post('/tasks', { agent: 'researcher', title: 'From the browser' }, headers);

  it('takes a one-time code, and sets a cookie that no script and no other site can use', async () => {
    const answer = await signIn({ code: await newCode() });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      actor: { type: 'user', id: adminId },
      email: EMAIL,
      role: 'admin',
      scopes: ROLE_SCOPES.admin,
    });
    const [cookie, ...others] = answer.headers.getSetCookie();
    expect(others).toEqual([]);
    expect(cookie?.split('; ').slice(1).toSorted()).toEqual([
      'HttpOnly',
      'Max-Age=1209600',
      'Path=/',
      'SameSite=Strict',
    ]);
    expect((await whoAmI(cookieOf(answer))).body).toEqual(answer.body);
  });

  it('stores the secrets of cookie and code as hashes', async () => {
    const code = await newCode();
    const secret = cookieOf(await signIn({ code })).split('=')[1] ?? '';
    const { prisma } = server.context;
    const stored = JSON.stringify([
      await prisma.browserSession.findMany(),
      await prisma.signInCode.findMany(),
      await prisma.user.findMany(),
    ]);
    for (const text of [secret, code, PASSWORD]) expect(stored).not.toContain(text);
    expect(stored).toContain(hashSecret(secret));
  });

  it('takes a code once only, also when it comes twice at once', async () => {
    const code = await newCode();
    const answers = await Promise.all([1, 2, 3].map(() => signIn({ code })));
    expect(sortedStatuses(answers)).toEqual([201, 401, 401]);
    expect(answers.find((answer) => answer.status === 401)?.body).toMatchObject({
      code: 'invalid_credentials',
    });
  });

  it('refuses a code that has expired', async () => {
    const code = await newCode();
    await server.context.prisma.signInCode.update({
      where: { codeHash: hashSecret(code) },
      data: { expiresAt: new Date(Date.now() - 1) },
    });
    expect((await signIn({ code })).status).toBe(401);
  });

  it('takes e-mail address and password, and does not tell which of them was wrong', async () => {
    expect((await signIn({ email: ' Ada@Example.com ', password: PASSWORD })).status).toBe(201);
    const [wrongPassword, unknownUser] = [
      await signIn({ email: EMAIL, password: 'wrong' }),
      await signIn({ email: 'eve@example.com', password: PASSWORD }),
    ];
    const { request_id: _one, ...first } = wrongPassword.body as { request_id: string };
    const { request_id: _two, ...second } = unknownUser.body as { request_id: string };
    expect([wrongPassword.status, first]).toEqual([
      401,
      { code: 'invalid_credentials', error: 'E-mail address or password is wrong.' },
    ]);
    expect([unknownUser.status, second]).toEqual([401, first]);
    expect(wrongPassword.headers.getSetCookie()).toEqual([]);
  });

  it('gives a new secret at every sign-in, and ends the session that the browser had', async () => {
    const first = await signedIn();
    const second = cookieOf(await signIn({ code: await newCode() }, { ...SAME_ORIGIN, cookie: first }));
    expect(second).not.toBe(first);
    expect((await whoAmI(first)).status).toBe(401);
    expect((await whoAmI(second)).status).toBe(200);
  });

  it('refuses to sign in from a page of another site', async () => {
    const code = await newCode();
    expect((await signIn({ code }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await signIn({ code }, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await signIn({ code }, {})).status).toBe(201);
  });

  describe('and what its cookie is good for', () => {
    let cookie: string;
    let before: number;
    beforeEach(async () => {
      cookie = await signedIn();
      before = await countTasks(server);
    });

    it('creates tasks with the source dashboard, in the name of the person', async () => {
      const { status, body } = await createTask({ cookie, ...SAME_ORIGIN });
      expect(status).toBe(201);
      expect(body as TaskDetail).toMatchObject({
        source: 'dashboard',
        created_by: { type: 'user', id: adminId, name: 'Admin' },
      });
    });

    it('takes an Origin of our own where Sec-Fetch-Site is missing', async () => {
      expect((await createTask({ cookie, origin: server.url })).status).toBe(201);
    });

    it.each<[what: string, headers: Record<string, string>]>([
      ['neither Sec-Fetch-Site nor Origin', {}],
      ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
      ['a sister site', { 'sec-fetch-site': 'same-site' }],
      ['an address typed in', { 'sec-fetch-site': 'none' }],
      ['a foreign Origin', { origin: 'https://evil.example' }],
      ['an opaque Origin', { origin: 'null' }],
      ['another port', { origin: 'http://127.0.0.1:1' }],
      ['another site that claims our Origin', { 'sec-fetch-site': 'cross-site', origin: 'OURS' }],
    ])('refuses an unsafe request with %s', async (_what, headers) => {
      const sent = headers['origin'] === 'OURS' ? { ...headers, origin: server.url } : headers;
      const { status, body } = await createTask({ cookie, ...sent });
      expect([status, (body as { code: string }).code]).toEqual([403, 'cross_site_request']);
      expect(await countTasks(server)).toBe(before);
      expect((await whoAmI(cookie)).status).toBe(200);
    });

    it('reads without these headers', async () => {
      expect((await server.request('/tasks', { headers: { cookie } })).status).toBe(200);
    });

    it('does not stand in for a token that is wrong', async () => {
      expect(
        (await server.request('/tasks', { headers: { cookie, authorization: 'Bearer wrong' } })).status,
      ).toBe(401);
    });
  });

  it('ends with sign-out: the cookie is cleared, and worthless wherever it is kept', async () => {
    const cookie = await signedIn();
    const answer = await server.request('/session', {
      method: 'DELETE',
      headers: { cookie, ...SAME_ORIGIN },
    });
    expect([answer.status, answer.body]).toEqual([204, '']);
    expect(answer.headers.getSetCookie()[0]).toMatch(/^taskhelm_session=; .*Max-Age=0/);
    expect((await whoAmI(cookie)).status).toBe(401);
    expect(
      (await server.request('/session', { method: 'DELETE', headers: { cookie, ...SAME_ORIGIN } })).status,
    ).toBe(204);
  });

  it('does not let another site sign a person out', async () => {
    const cookie = await signedIn();
    const answer = await server.request('/session', {
      method: 'DELETE',
      headers: { cookie, 'sec-fetch-site': 'cross-site' },
    });
    expect(answer.status).toBe(403);
    expect((await whoAmI(cookie)).status).toBe(200);
  });

  it('ends when it expires and when the user is disabled', async () => {
    const { prisma } = server.context;
    const cookie = await signedIn();
    const secretHash = hashSecret(cookie.split('=')[1] ?? '');
    await prisma.browserSession.update({
      where: { secretHash },
      data: { expiresAt: new Date(Date.now() - 1) },
    });
    expect((await whoAmI(cookie)).status).toBe(401);
    const other = await signedIn();
    await prisma.user.update({ where: { id: adminId }, data: { disabledAt: new Date() } });
    expect((await whoAmI(other)).status).toBe(401);
    await prisma.user.update({ where: { id: adminId }, data: { disabledAt: null } });
  });

  it.each(['viewer', 'operator'] as const)('gives a %s the scopes of that role and no more', async (role) => {
    const { prisma, newId, browserSessions } = server.context;
    const user = await prisma.user.create({
      data: { id: newId(), email: `${role}@example.com`, name: role, role },
    });
    const answer = await signIn({ code: await browserSessions.createCode(user.id) });
    expect((answer.body as WhoAmI).scopes).toEqual(ROLE_SCOPES[role]);
    const headers = { cookie: cookieOf(answer), ...SAME_ORIGIN };
    expect((await createTask(headers)).status).toBe(role === 'viewer' ? 403 : 201);
    expect((await post('/tokens', { name: 'x', scopes: ['tasks:read'] }, headers)).status).toBe(403);
  });
});

describe('trying to sign in many times', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ settings: { publicUrl: 'https://tasks.example.com' } });
  });
  afterAll(() => server.stop());

  const tryCode = (code: string) =>
    server.request('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    });

  it('marks the cookie Secure and asks for https where the public address is https', async () => {
    const adminId = await ensureAdmin(
      server.context.prisma,
      { email: EMAIL, password: null },
      server.context.newId,
    );
    const answer = await tryCode(await server.context.browserSessions.createCode(adminId));
    expect(answer.headers.getSetCookie()[0]).toMatch(/; Secure$/);
    expect(answer.headers.get('strict-transport-security')).toMatch(/^max-age=\d+/);
  });

  it('answers 429 with Retry-After after ten failures', async () => {
    const statuses: number[] = [];
    for (let number = 0; number < 10; number += 1) statuses.push((await tryCode('wrong')).status);
    expect(statuses).toEqual(Array.from({ length: 10 }, () => 401));
    const answer = await tryCode('wrong');
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '60']);
    expect(answer.body).toMatchObject({
      code: 'too_many_requests',
      request_id: answer.headers.get('x-request-id'),
    });
  });
});
