import type { Account, AccountSession, ChangePasswordRequest } from '@taskhelm/contract';
import { insertAuditEntry } from '../audit/audit-repository.ts';
import type { PrismaClient } from '../db/client.ts';
import type { Transact } from '../db/transaction.ts';
import { AppError, notFound } from '../errors.ts';
import type { Caller } from '../http/caller.ts';
import {
  deleteCodes,
  deleteOtherSessions,
  deleteSession,
  findSessions,
  type SessionRow,
} from './browser-session-repository.ts';
import { hashPassword, isPassword } from './password.ts';

export type AccountService = ReturnType<typeof createAccountService>;
type Parts = { prisma: PrismaClient; transact: Transact; newId: () => string };

/** What people do with their own account; every change is audited in its transaction. */
export function createAccountService({ prisma, transact, newId }: Parts) {
  return {
    read: async (caller: Caller): Promise<Account> => {
      const { id, name, email, role, passwordHash } = await userOf(caller);
      return { id, name, email, role, has_password: passwordHash !== null };
    },
    /** Whoever knew the old password, or holds a sign-in link, gets no further with it. Returns how many sessions ended. */
    changePassword: async (caller: Caller, request: ChangePasswordRequest): Promise<number> => {
      const { userId, sessionId } = personOf(caller);
      const { passwordHash: before } = await userOf(caller);
      if (before !== null && !(await isPassword(before, request.current_password ?? '')))
        throw wrongPassword();
      const passwordHash = await hashPassword(request.new_password);
      return transact(async (tx) => {
        // Of two changes at once, the second was checked against a password that is no more.
        const { count } = await tx.user.updateMany({
          where: { id: userId, passwordHash: before },
          data: { passwordHash },
        });
        if (count === 0) throw wrongPassword();
        const ended = await deleteOtherSessions(tx, userId, sessionId);
        await deleteCodes(tx, userId);
        const detail = { ended_sessions: ended, had_password: before !== null };
        await insertAuditEntry(tx, { id: newId(), actor: caller.actor, action: 'password_changed', detail });
        return ended;
      });
    },
    sessions: async (caller: Caller): Promise<AccountSession[]> => {
      const { userId, sessionId } = personOf(caller);
      return (await findSessions(prisma, userId)).map((row) => toSession(row, sessionId));
    },
    endSession: async (caller: Caller, id: string): Promise<void> => {
      const { userId } = personOf(caller);
      await transact(async (tx) => {
        const ended = await deleteSession(tx, userId, id);
        if (!ended) throw notFound('session');
        const detail = { session_id: id, user_agent: ended.user_agent };
        await insertAuditEntry(tx, { id: newId(), actor: caller.actor, action: 'session_ended', detail });
      });
    },
    endOtherSessions: async (caller: Caller): Promise<number> => {
      const { userId, sessionId } = personOf(caller);
      return transact(async (tx) => {
        const ended = await deleteOtherSessions(tx, userId, sessionId);
        if (ended === 0) return 0;
        const entry = { id: newId(), actor: caller.actor, action: 'other_sessions_ended' as const };
        await insertAuditEntry(tx, { ...entry, detail: { ended_sessions: ended } });
        return ended;
      });
    },
  };

  function userOf(caller: Caller) {
    return prisma.user.findUniqueOrThrow({ where: { id: personOf(caller).userId } });
  }
}

/** The person and the browser that call. Throws where a program does. */
function personOf({ actor, browserSessionId }: Caller): { userId: string; sessionId: string } {
  if (actor.type === 'user' && actor.id !== null && browserSessionId !== null)
    return { userId: actor.id, sessionId: browserSessionId };
  throw new AppError('forbidden', 'Only a person who is signed in with a browser has an account.');
}

const wrongPassword = (): AppError =>
  new AppError('validation_failed', 'The current password is wrong.', [
    { path: 'current_password', code: 'wrong', message: 'This is not your current password' },
  ]);

const toSession = (row: SessionRow, current: string): AccountSession => ({
  id: row.id,
  user_agent: row.user_agent,
  created_at: row.created_at.toISOString(),
  last_used_at: row.last_used_at.toISOString(),
  expires_at: row.expires_at.toISOString(),
  is_current: row.id === current,
});
