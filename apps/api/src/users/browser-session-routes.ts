import { browserSessionEndpoints, type WhoAmI } from '@taskhelm/contract';
import type { Context } from '../context.ts';
import type { Caller } from '../http/caller.ts';
import { reply, type Mount } from '../http/mount-endpoint.ts';
import { clearSessionCookie, readSessionCookie, sessionCookie } from '../http/session-cookie.ts';

export function mountBrowserSessionRoutes(mount: Mount, { browserSessions, config, build }: Context): void {
  const whoAmI = (caller: Caller): WhoAmI => ({
    actor: caller.actor,
    email: caller.email,
    role: caller.role,
    scopes: [...caller.scopes],
    ...build,
  });
  const secure = config.publicUrl.startsWith('https:');

  mount(browserSessionEndpoints.signIn, async ({ body, header }) => {
    const earlier = readSessionCookie(header('cookie'));
    const { secret, caller, maxAgeMs } = await browserSessions.signIn(body, header('user-agent'));
    if (earlier) await browserSessions.signOut(earlier);
    return reply(whoAmI(caller), {
      headers: { 'Set-Cookie': sessionCookie(secret, { maxAgeMs, secure }) },
      told: { actor: caller.actor, detail: { with: 'code' in body ? 'link' : 'password' } },
    });
  });
  mount(browserSessionEndpoints.whoAmI, async ({ caller }) => whoAmI(caller));
  mount(browserSessionEndpoints.signOut, async ({ header }) => {
    const secret = readSessionCookie(header('cookie'));
    if (secret) await browserSessions.signOut(secret);
    return reply({}, { headers: { 'Set-Cookie': clearSessionCookie({ secure }) } });
  });
}
