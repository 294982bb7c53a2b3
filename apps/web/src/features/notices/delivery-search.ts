import { WEBHOOK_DELIVERY_STATES, type WebhookDelivery } from '@taskhelm/contract';
import { readMoment, readOne, readWhole } from '../../lib/url-search.ts';

/** The view of a log, as the address bar has it. `as_of` is the moment that further pages belong to. */
export type DeliverySearch = { state?: WebhookDelivery['state']; page?: number; as_of?: string };

export function readDeliverySearch(search: Record<string, unknown>): DeliverySearch {
  const state = readOne(search['state'], WEBHOOK_DELIVERY_STATES);
  const page = readWhole(search['page'], 2, 100_000);
  const moment = page && readMoment(search['as_of']);
  return { ...(state && { state }), ...(page && { page }), ...(moment && { as_of: moment }) };
}
