import { ROLE_SCOPES, type SignInRequest } from '@taskhelm/contract';
import type { PrismaClient } from '../db/client.ts';
import { AppError } from '../errors.ts';
import type { Caller } from '../http/caller.ts';
import { hashSecret, randomSecret } from '../tokens/secret.ts';
import {
  findSession,
  insertCode,
  insertSession,
  markSessionUsed,
  takeCode,
} from './browser-session-repository.ts';
import { isPassword } from './password.ts';

const SESSION_MS = 14 * 86_400_000;
const CODE_MS = 86_400_000;
const LONGEST_AGENT = 300;

type User = Awaited<ReturnType<PrismaClient['user']['findFirstOrThrow']>>;

export type BrowserSessionService = ReturnType<typeof createBrowserSessionService>;

export function createBrowserSessionService(prisma: PrismaClient, newId: () => string) {
  const open = async (
    user: User,
    agent: string | undefined,
  ): Promise<{ secret: string; caller: Caller; maxAgeMs: number }> => {
    const secret = randomSecret();
    const id = newId();
    const secretHash = hashSecret(secret);
    const userAgent = agent?.slice(0, LONGEST_AGENT) ?? null;
    await insertSession(prisma, { id, secretHash, userId: user.id, userAgent, lifetimeMs: SESSION_MS });
    return { secret, caller: toCaller(user, id), maxAgeMs: SESSION_MS };
  };

  return {
    /** A new secret at every sign-in; it is stored as a hash and worthless after sign-out. `userAgent` is what the browser calls itself. */
    signIn: async (request: SignInRequest, userAgent?: string) =>
      open('code' in request ? await userOfCode(request.code) : await userOfPassword(request), userAgent),
    signOut: async (secret: string): Promise<void> => {
      await prisma.browserSession.deleteMany({ where: { secretHash: hashSecret(secret) } });
    },
    find: async (secret: string): Promise<Caller | null> => {
      const session = await findSession(prisma, hashSecret(secret));
      const user = session && (await prisma.user.findUnique({ where: { id: session.userId } }));
      if (!user || user.disabledAt) return null;
      if (session.unmarked) await markSessionUsed(prisma, session.id);
      return toCaller(user, session.id);
    },
    /** A code for a sign-in link: good for one use within a day. */
    createCode: async (userId: string): Promise<string> => {
      const code = randomSecret();
      await insertCode(prisma, { codeHash: hashSecret(code), userId, lifetimeMs: CODE_MS });
      return code;
    },
  };

  async function userOfCode(code: string): Promise<User> {
    const userId = await takeCode(prisma, hashSecret(code));
    const user = userId && (await prisma.user.findUnique({ where: { id: userId } }));
    if (user && !user.disabledAt) return user;
    throw new AppError(
      'invalid_credentials',
      'This sign-in link was used before or has expired; run "npm run sign-in" for a new one.',
    );
  }

  async function userOfPassword(request: { email: string; password: string }): Promise<User> {
    const user = await prisma.user.findUnique({ where: { email: request.email.toLowerCase() } });
    const matches = await isPassword(user?.passwordHash ?? null, request.password);
    if (user && matches && !user.disabledAt) return user;
    throw new AppError('invalid_credentials', 'E-mail address or password is wrong.');
  }
}

function toCaller(user: User, browserSessionId: string): Caller {
  return {
    actor: { type: 'user', id: user.id, name: user.name },
    scopes: ROLE_SCOPES[user.role],
    via: 'dashboard',
    email: user.email,
    role: user.role,
    browserSessionId,
  };
}
