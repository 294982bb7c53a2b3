import {
  hasScope,
  type CreatedToken,
  type CreateTokenRequest,
  type Scope,
  type Token,
} from '@taskhelm/contract';
import type { PrismaClient } from '../db/client.ts';
import { AppError, notFound } from '../errors.ts';
import type { Caller } from '../http/caller.ts';
import { hashSecret, randomSecret, visiblePrefix } from './secret.ts';
import { hasPassed, markTokenRevoked } from './token-repository.ts';

type TokenRow = Awaited<ReturnType<PrismaClient['apiToken']['findFirstOrThrow']>>;

export type TokenService = ReturnType<typeof createTokenService>;

export function createTokenService(prisma: PrismaClient, newId: () => string) {
  return {
    list: async (): Promise<Token[]> =>
      (await prisma.apiToken.findMany({ orderBy: { createdAt: 'desc' } })).map(toToken),
    create: async (caller: Caller, request: CreateTokenRequest): Promise<CreatedToken> => {
      const beyond = request.scopes.filter((scope) => !hasScope(caller.scopes, scope));
      if (beyond.length > 0)
        throw new AppError('forbidden', `You cannot give scopes that you lack: ${beyond.join(', ')}.`);
      if (request.expires_at && (await hasPassed(prisma, request.expires_at))) {
        throw new AppError('validation_failed', 'The token would be expired at once.', [
          { path: 'expires_at', code: 'in_the_past', message: 'Must lie in the future' },
        ]);
      }
      const secret = `bb_${randomSecret()}`;
      const row = await prisma.apiToken.create({
        data: {
          id: newId(),
          name: request.name,
          prefix: visiblePrefix(secret),
          secretHash: hashSecret(secret),
          scopes: [...new Set(request.scopes)],
          expiresAt: request.expires_at ?? null,
          createdByType: caller.actor.type,
          createdById: caller.actor.id,
          createdByName: caller.actor.name,
        },
      });
      return { ...toToken(row), token: secret };
    },
    revoke: async (id: string): Promise<Token> => {
      await markTokenRevoked(prisma, id);
      const row = await prisma.apiToken.findUnique({ where: { id } });
      if (!row) throw notFound('token');
      return toToken(row);
    },
  };
}

function toToken(row: TokenRow): Token {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes as Scope[],
    created_by: {
      type: row.createdByType as Token['created_by']['type'],
      id: row.createdById,
      name: row.createdByName,
    },
    created_at: row.createdAt.toISOString(),
    expires_at: row.expiresAt?.toISOString() ?? null,
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
    revoked_at: row.revokedAt?.toISOString() ?? null,
  };
}
