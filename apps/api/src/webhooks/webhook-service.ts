import type {
  Actor,
  CreateWebhookRequest,
  EndpointQuery,
  UpdateWebhookRequest,
  Webhook,
  WebhookDelivery,
  webhookEndpoints,
  WebhookTest,
  WebhookWithSecret,
} from '@taskhelm/contract';
import { WEBHOOK_DELIVERY_STATES } from '@taskhelm/contract';
import type { PrismaClient } from '../db/client.ts';
import { databaseTime } from '../db/database-time.ts';
import { isNameTaken } from '../db/is-name-taken.ts';
import { AppError, notFound } from '../errors.ts';
import { toPage, type Page } from '../http/page.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import { checkWebhook } from './check-webhook.ts';
import { renderNotice } from './formats/render-notice.ts';
import { sampleNotice } from './sample-notice.ts';
import { sendWebhook } from './send-webhook.ts';
import { createSigningSecret } from './sign-webhook.ts';
import { listDeliveries, reopenDelivery } from './webhook-delivery-repository.ts';
import type { WebhookNetwork } from './webhook-network.ts';
import {
  deleteWebhook,
  findAgentIds,
  findCountedWebhook,
  insertWebhook,
  listWebhooks,
  updateWebhook,
  type CountedWebhookRow,
} from './webhook-repository.ts';
import { openDestination, secretOwner, urlOwner } from './webhook-secrets.ts';
import { toDelivery, toWebhook } from './webhook-view.ts';

export type WebhookServiceParts = {
  prisma: PrismaClient;
  secrets: SecretBox;
  network: WebhookNetwork;
  publicUrl: string;
  newId: () => string;
};

export type WebhookService = ReturnType<typeof createWebhookService>;

const DAY_MS = 86_400_000;

export function createWebhookService({ prisma, secrets, network, publicUrl, newId }: WebhookServiceParts) {
  const required = async (id: string): Promise<CountedWebhookRow> => {
    const row = await findCountedWebhook(prisma, id);
    if (!row) throw notFound('webhook');
    return row;
  };
  const get = async (id: string): Promise<Webhook> => toWebhook(await required(id));
  const check = async (request: Parameters<typeof checkWebhook>[0]): Promise<void> => {
    const known = request.agent_ids ? await findAgentIds(prisma, request.agent_ids) : [];
    checkWebhook(request, { network, knownAgentIds: known });
  };

  return {
    get,
    list: async (): Promise<Webhook[]> => (await listWebhooks(prisma)).map(toWebhook),
    create: async (actor: Actor, request: CreateWebhookRequest): Promise<WebhookWithSecret> => {
      await check(request);
      const id = newId();
      const secret = request.format === 'standard' ? createSigningSecret() : null;
      const row = {
        id,
        format: request.format,
        sealedSecret: secret === null ? null : secrets.seal(secret, secretOwner(id)),
        createdByType: actor.type,
        createdById: actor.id,
        createdByName: actor.name,
        name: request.name,
        events: [...new Set(request.events)],
        enabled: request.enabled,
        ...addressColumns(id, request.url),
        ...(request.email && { email: request.email }),
        ...agentColumns(request.agent_ids),
      };
      await insertWebhook(prisma, row).catch(explainTakenName(request.name));
      return { ...(await get(id)), secret };
    },
    update: async (id: string, change: UpdateWebhookRequest): Promise<Webhook> => {
      const before = toWebhook(await required(id));
      await check({ ...before, url: null, ...change });
      const { name, events, enabled, url, email, agent_ids } = change;
      const columns = {
        ...(name !== undefined && { name }),
        ...(events && { events: [...new Set(events)] }),
        ...(enabled !== undefined && { enabled, disabledReason: null }),
        ...(url !== undefined && addressColumns(id, url)),
        ...(email && { email }),
        ...(agent_ids !== undefined && agentColumns(agent_ids)),
      };
      await updateWebhook(prisma, id, columns).catch(explainTakenName(name ?? before.name));
      return get(id);
    },
    remove: async (id: string): Promise<void> => {
      if (!(await deleteWebhook(prisma, id))) throw notFound('webhook');
    },
    /** The secret before stays valid for a day, so that a receiver can be changed over. */
    rotate: async (id: string): Promise<WebhookWithSecret> => {
      const { format, sealed_secret } = await required(id);
      if (format !== 'standard') {
        throw new AppError(
          'conflict',
          `Messages as ${format} are not signed, so there is no secret to change.`,
        );
      }
      const secret = createSigningSecret();
      await updateWebhook(prisma, id, {
        sealedSecret: secrets.seal(secret, secretOwner(id)),
        sealedPreviousSecret: sealed_secret,
        previousSecretUntil: new Date((await databaseTime(prisma)).getTime() + DAY_MS),
      });
      return { ...(await get(id)), secret };
    },
    test: async (id: string): Promise<WebhookTest> => {
      const row = await required(id);
      const timestamp = await databaseTime(prisma);
      const notice = sampleNotice({ id: newId(), at: timestamp, publicUrl });
      const body = renderNotice(row.format, notice);
      const { status, error, durationMs } = await sendWebhook(
        network,
        () => openDestination(secrets, row, timestamp),
        { id: notice.id, body, timestamp },
      );
      return { ok: error === null, status, error, duration_ms: durationMs };
    },
    deliveries: async (
      id: string,
      query: EndpointQuery<typeof webhookEndpoints.deliveries>,
    ): Promise<Page<WebhookDelivery>> => {
      await required(id);
      const asOf = query.as_of ? new Date(query.as_of) : await databaseTime(prisma);
      const states = [...(query.state ?? WEBHOOK_DELIVERY_STATES)];
      const range = { states, asOf, page: query.page, perPage: query.per_page };
      const { rows, total } = await listDeliveries(prisma, id, range);
      const listing = { total: Math.min(total, 10_000), totalIsCapped: total > 10_000, asOf };
      return toPage({ data: rows.map(toDelivery), listing, query });
    },
    redeliver: async (id: string, deliveryId: string): Promise<WebhookDelivery> => {
      const row = await reopenDelivery(prisma, id, deliveryId);
      if (!row) throw notFound('delivery');
      return toDelivery(row);
    },
  };

  function addressColumns(id: string, url: string): { sealedUrl: string; target: string } {
    const { protocol, host } = new URL(url);
    return { sealedUrl: secrets.seal(url, urlOwner(id)), target: `${protocol}//${host}` };
  }
}

const agentColumns = (ids: string[] | null): { agentIds: string[]; tellsOfAll: boolean } => ({
  agentIds: [...new Set(ids ?? [])],
  tellsOfAll: ids === null,
});

const explainTakenName =
  (name: string) =>
  (error: unknown): never => {
    if (!isNameTaken(error)) throw error;
    const message = `There is a destination named ${name} already`;
    throw new AppError('name_taken', `${message}.`, [{ path: 'name', code: 'taken', message }]);
  };
