import { ROLE_SCOPES, type SignInRequest } from '@taskhelm/contract';
import type { PrismaClient } from '../db/client.ts';
import { AppError } from '../errors.ts';
import type { Caller } from '../http/caller.ts';
import { hashSecret, randomSecret } from '../tokens/secret.ts';
import { isPassword } from './password.ts';

const SESSION_MS = 14 * 86_400_000;
const CODE_MS = 86_400_000;

type User = Awaited<ReturnType<PrismaClient['user']['findFirstOrThrow']>>;

export type BrowserSessionService = ReturnType<typeof createBrowserSessionService>;

export function createBrowserSessionService(prisma: PrismaClient, newId: () => string) {
  const open = async (user: User): Promise<{ secret: string; caller: Caller; maxAgeMs: number }> => {
    const secret = randomSecret();
    const expiresAt = new Date(Date.now() + SESSION_MS);
    const session = await prisma.browserSession.create({
      data: { id: newId(), secretHash: hashSecret(secret), userId: user.id, expiresAt },
    });
    return { secret, caller: toCaller(user, session.id), maxAgeMs: SESSION_MS };
  };

  return {
    /** A new secret at every sign-in; it is stored as a hash and worthless after sign-out. */
    signIn: async (request: SignInRequest) =>
      open('code' in request ? await userOfCode(request.code) : await userOfPassword(request)),
    signOut: async (secret: string): Promise<void> => {
      await prisma.browserSession.deleteMany({ where: { secretHash: hashSecret(secret) } });
    },
    find: async (secret: string): Promise<Caller | null> => {
      const session = await prisma.browserSession.findUnique({
        where: { secretHash: hashSecret(secret) },
        include: { user: true },
      });
      if (!session || session.expiresAt <= new Date() || session.user.disabledAt) return null;
      return toCaller(session.user, session.id);
    },
    /** A code for a sign-in link: good for one use within a day. Expired ones are cleared on the way. */
    createCode: async (userId: string): Promise<string> => {
      await prisma.signInCode.deleteMany({ where: { expiresAt: { lt: new Date() } } });
      const code = randomSecret();
      await prisma.signInCode.create({
        data: { codeHash: hashSecret(code), userId, expiresAt: new Date(Date.now() + CODE_MS) },
      });
      return code;
    },
  };

  async function userOfCode(code: string): Promise<User> {
    const codeHash = hashSecret(code);
    const now = new Date();
    const { count } = await prisma.signInCode.updateMany({
      where: { codeHash, usedAt: null, expiresAt: { gt: now } },
      data: { usedAt: now },
    });
    const row =
      count > 0 ? await prisma.signInCode.findUnique({ where: { codeHash }, include: { user: true } }) : null;
    if (row && !row.user.disabledAt) return row.user;
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
