import {
  secretHostUrl,
  type CreateSecretRequest,
  type Secret,
  type UpdateSecretRequest,
} from '@taskhelm/contract';
import type { PrismaClient } from '../db/client.ts';
import { isNameTaken } from '../db/is-name-taken.ts';
import { AppError, notFound } from '../errors.ts';
import type { Caller } from '../http/caller.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import {
  deleteToolSecret,
  findToolSecret,
  insertToolSecret,
  listToolSecrets,
  touchToolSecret,
  updateToolSecret,
  type ToolSecretRow,
} from './tool-secret-repository.ts';

type Parts = { prisma: PrismaClient; secrets: SecretBox; newId: () => string };

export type ToolSecretService = ReturnType<typeof createToolSecretService>;

export const valueOwner = (id: string): string => `tool-secret:${id}`;

export function createToolSecretService({ prisma, secrets, newId }: Parts) {
  return {
    list: async (): Promise<Secret[]> => (await listToolSecrets(prisma)).map(toSecret),
    create: async (caller: Caller, request: CreateSecretRequest): Promise<Secret> => {
      const id = newId();
      const row = {
        id,
        name: request.name,
        sealedValue: secrets.seal(request.value, valueOwner(id)),
        allowedHosts: [...new Set(request.allowed_hosts)],
        createdByType: caller.actor.type,
        createdById: caller.actor.id,
        createdByName: caller.actor.name,
      };
      return toSecret(await insertToolSecret(prisma, row).catch(nameTaken(request.name)));
    },
    update: async (id: string, { value, allowed_hosts }: UpdateSecretRequest): Promise<Secret> => {
      const change = { sealedValue: secrets.seal(value, valueOwner(id)), allowedHosts: allowed_hosts };
      await updateToolSecret(prisma, id, change);
      const row = await findToolSecret(prisma, { id });
      if (!row) throw notFound('secret');
      return toSecret(row);
    },
    remove: async (id: string): Promise<void> => {
      if (!(await deleteToolSecret(prisma, id))) throw notFound('secret');
    },
    /** The value, for a request to this URL; the refusal names no host but the one asked for. */
    read: async (name: string, url: URL): Promise<string> => {
      const row = await findToolSecret(prisma, { name });
      if (!row) {
        throw new AppError(
          'not_found',
          `There is no secret ${name}. An administrator has to store it first.`,
        );
      }
      if (!row.allowedHosts.some((host) => originOf(host) === url.origin)) {
        throw new AppError('forbidden', `The secret ${name} may not be sent to ${url.origin}.`);
      }
      await touchToolSecret(prisma, row.id);
      return secrets.open(row.sealedValue, valueOwner(row.id));
    },
  };
}

const originOf = (host: string): string => new URL(secretHostUrl(host)).origin;

const nameTaken =
  (name: string) =>
  (error: unknown): never => {
    if (isNameTaken(error)) throw new AppError('name_taken', `There is a secret named ${name} already.`);
    throw error;
  };

function toSecret(row: ToolSecretRow): Secret {
  return {
    id: row.id,
    name: row.name,
    allowed_hosts: row.allowedHosts,
    created_by: {
      type: row.createdByType as Secret['created_by']['type'],
      id: row.createdById,
      name: row.createdByName,
    },
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
  };
}
