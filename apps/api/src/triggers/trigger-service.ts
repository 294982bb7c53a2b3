import {
  type CreatedTrigger,
  type CreateTriggerRequest,
  type Trigger,
  type TriggerKind,
  type TriggerPreview,
  type UpdateTriggerRequest,
} from '@taskhelm/contract';
import type { Prisma, Db, PrismaClient } from '../db/client.ts';
import { isNameTaken } from '../db/is-name-taken.ts';
import { databaseTime } from '../db/database-time.ts';
import type { Transact } from '../db/transaction.ts';
import { AppError, notFound } from '../errors.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import { checkTrigger } from './check-trigger.ts';
import { readSchedule, toLocalTime, type Schedule } from './cron-schedule.ts';
import { cronChange, mergeSettings, notForKind, sharedColumns } from './trigger-columns.ts';
import {
  findLastRuns,
  findTrigger,
  listTriggers,
  lockTrigger,
  type TriggerRow,
} from './trigger-repository.ts';
import {
  makeSecret,
  ownSecretProblems,
  refuseOwnSecret,
  refuseTooManySecrets,
  signatureOf,
} from './trigger-secrets.ts';
import { toTrigger } from './trigger-view.ts';

const PREVIEW_COUNT = 5;

export type TriggerServiceParts = {
  prisma: PrismaClient;
  transact: Transact;
  secrets: SecretBox;
  newId: () => string;
  publicUrl: string;
};

export type TriggerService = ReturnType<typeof createTriggerService>;

export function createTriggerService(parts: TriggerServiceParts) {
  const { prisma, transact, newId, publicUrl } = parts;
  const required = async (db: Db, idOrName: string): Promise<TriggerRow> => {
    const row = await findTrigger(db, idOrName);
    if (!row) throw notFound('trigger');
    return row;
  };
  const view = async (rows: TriggerRow[]): Promise<Trigger[]> => {
    const lastRuns = await findLastRuns(
      prisma,
      rows.map(({ id }) => id),
    );
    return rows.map((row) => toTrigger(row, lastRuns.get(row.id), publicUrl));
  };
  const get = async (idOrName: string): Promise<Trigger> => {
    const [trigger] = await view([await required(prisma, idOrName)]);
    if (!trigger) throw notFound('trigger');
    return trigger;
  };

  return {
    get,
    list: async (kinds: TriggerKind[]): Promise<Trigger[]> => view(await listTriggers(prisma, kinds)),
    preview: async (cron: string, timeZone: string): Promise<TriggerPreview> => {
      const read = readSchedule(cron, timeZone);
      if ('problems' in read) {
        const said = read.problems.map(({ message }) => message).join('; ');
        throw new AppError('validation_failed', `${said}.`, read.problems);
      }
      const { schedule } = read;
      const next = schedule.upcoming(await databaseTime(prisma), PREVIEW_COUNT);
      return {
        text: schedule.text,
        time_zone: schedule.timeZone,
        next: next.map((at) => ({ at: at.toISOString(), local: toLocalTime(at, schedule.timeZone) })),
      };
    },
    /** With what is shown of its secret this once. */
    create: async (request: CreateTriggerRequest): Promise<CreatedTrigger> => {
      const cron = request.kind === 'cron' ? request : null;
      const hook = request.kind === 'webhook' ? request : null;
      const { agent, schedule } = await checkTrigger(
        prisma,
        {
          ...request,
          cron: cron?.cron ?? null,
          time_zone: cron?.time_zone ?? null,
          needsEnabledAgent: true,
        },
        hook ? ownSecretProblems(hook.signature, hook.secret) : [],
      );
      const id = newId();
      const secret = hook
        ? makeSecret(parts, { triggerId: id, signature: hook.signature, own: hook.secret })
        : null;
      const created = prisma.trigger.create({
        data: {
          id,
          kind: request.kind,
          ...sharedColumns(request),
          name: request.name,
          title: request.title,
          agentId: agent.id,
          ...(cron && schedule ? await cronColumns(cron, schedule) : {}),
          ...(hook ? { signature: hook.signature, rateLimitPerMinute: hook.rate_limit_per_minute } : {}),
          ...(secret ? { secrets: { create: secret.row } } : {}),
        },
      });
      await created.catch(takenMeanwhile(request.name));
      return { ...(await get(id)), shown_once: secret?.shown ?? null };
    },
    /** With `version` the change is made only to the trigger as the caller saw it. */
    update: async (idOrName: string, change: UpdateTriggerRequest): Promise<Trigger> => {
      const changed = await transact(async (tx) => {
        const current = await locked(tx, idOrName);
        const { version = current.version, ...settings } = change;
        if (version !== current.version) throw versionConflict(current.version);
        const { agent, schedule } = await checkTrigger(
          tx,
          mergeSettings(current, settings),
          notForKind(current.kind, settings),
        );
        const data: Prisma.TriggerUncheckedUpdateInput = {
          ...sharedColumns(settings),
          agentId: agent.id,
          ...(settings.rate_limit_per_minute === undefined
            ? {}
            : { rateLimitPerMinute: settings.rate_limit_per_minute }),
          ...(schedule ? cronChange(current, { settings, schedule, now: await databaseTime(tx) }) : {}),
          ...(settings.enabled === true && !current.enabled ? await resumed(tx) : {}),
        };
        const updated = tx.trigger.update({
          where: { id: current.id },
          data: { ...data, version: { increment: 1 }, updatedAt: new Date() },
        });
        await updated.catch(takenMeanwhile(settings.name ?? current.name));
        return current.id;
      });
      return get(changed);
    },
    remove: async (idOrName: string): Promise<void> => {
      const { id } = await required(prisma, idOrName);
      await prisma.trigger.deleteMany({ where: { id } });
    },
    addSecret: async (idOrName: string, own: string | undefined): Promise<CreatedTrigger> => {
      const { id, shown } = await transact(async (tx) => {
        const trigger = await locked(tx, idOrName);
        const signature = signatureOf(trigger);
        refuseOwnSecret(signature, own);
        refuseTooManySecrets(trigger);
        const secret = makeSecret(parts, { triggerId: trigger.id, signature, own });
        await tx.triggerSecret.create({ data: { ...secret.row, triggerId: trigger.id } });
        return { id: trigger.id, shown: secret.shown };
      });
      return { ...(await get(id)), shown_once: shown };
    },
    removeSecret: async (idOrName: string, secretId: string): Promise<Trigger> => {
      const id = await transact(async (tx) => {
        const trigger = await locked(tx, idOrName);
        if (!trigger.secrets.some((secret) => secret.id === secretId)) throw notFound('secret');
        if (trigger.secrets.length === 1) {
          throw new AppError('conflict', 'This is the only secret; add another one before you remove it.');
        }
        await tx.triggerSecret.delete({ where: { id: secretId } });
        return trigger.id;
      });
      return get(id);
    },
  };

  /** Of two changes at once the second one sees what the first one did. */
  async function locked(tx: Db, idOrName: string): Promise<TriggerRow> {
    const { id } = await required(tx, idOrName);
    await lockTrigger(tx, id);
    return required(tx, id);
  }

  async function cronColumns(cron: CreateTriggerRequest & { kind: 'cron' }, schedule: Schedule) {
    return {
      cron: cron.cron,
      timeZone: schedule.timeZone,
      missed: cron.missed,
      missedLimit: cron.missed_limit,
      overlap: cron.overlap,
      nextFireAt: cron.enabled ? schedule.next(await databaseTime(prisma)) : null,
    };
  }

  async function resumed(tx: Db) {
    return { pausedAt: null, pausedReason: null, countingSince: await databaseTime(tx) };
  }
}

const versionConflict = (version: number): AppError =>
  new AppError(
    'version_conflict',
    `The trigger was changed by someone else: it is at version ${version} now.`,
  );

/** Two may ask for a name at once; the database lets one have it. */
const takenMeanwhile =
  (name: string) =>
  (error: unknown): never => {
    if (isNameTaken(error)) {
      throw new AppError('name_taken', `There is a trigger named ${name} already.`);
    }
    throw error;
  };
