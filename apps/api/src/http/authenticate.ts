import type { Request } from 'express';
import type { Scope } from '@taskhelm/contract';
import type { PrismaClient } from '../db/client.ts';
import { AppError } from '../errors.ts';
import { hashSecret } from '../tokens/secret.ts';
import { findTokenBySecret, markTokenUsed } from '../tokens/token-repository.ts';
import type { BrowserSessionService } from '../users/browser-session-service.ts';
import type { Caller } from './caller.ts';
import { refuseCrossSite } from './refuse-cross-site.ts';
import { readSessionCookie } from './session-cookie.ts';

export type Authenticate = (request: Request) => Promise<Caller>;

/** Finds out who calls: the bearer token where there is one, else the browser session. Throws `unauthenticated`. */
export function createAuthenticate(
  prisma: PrismaClient,
  browserSessions: BrowserSessionService,
): Authenticate {
  return async (request) => {
    const authorization = request.headers.authorization;
    if (authorization !== undefined) return callerOfToken(prisma, authorization);
    const secret = readSessionCookie(request.headers.cookie);
    const caller = secret ? await browserSessions.find(secret) : null;
    if (!caller) {
      throw new AppError('unauthenticated', 'Sign in, or send a token: "Authorization: Bearer bb_…".');
    }
    refuseCrossSite(request);
    return caller;
  };
}

async function callerOfToken(prisma: PrismaClient, authorization: string): Promise<Caller> {
  const [, secret] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
  const token = secret ? await findTokenBySecret(prisma, hashSecret(secret)) : null;
  if (!token || token.revoked)
    throw new AppError('unauthenticated', 'The token is not known or was revoked.');
  if (token.expired) throw new AppError('unauthenticated', 'The token has expired.');
  if (token.unmarked) await markTokenUsed(prisma, token.id);
  return {
    actor: { type: 'token', id: token.id, name: token.name },
    scopes: token.scopes as Scope[],
    via: 'api',
    email: null,
    role: null,
    browserSessionId: null,
  };
}
