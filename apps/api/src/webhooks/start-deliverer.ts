import { deliverNotice, type DelivererParts } from './deliver-notices.ts';
import { claimDeliveries, type ClaimedDelivery } from './webhook-delivery-repository.ts';

const EVERY_MS = 1_000;
const AT_ONCE = 32;
const PER_DESTINATION = 4;

/**
 * Sends notices that are due, side by side: it looks for them every second, in every worker process, and whenever one has
 * been sent. Destinations that do not answer keep only their own notices waiting.
 */
export function startDeliverer(parts: DelivererParts): { stop: () => Promise<void> } {
  let stopped = false;
  let looking: Promise<void> | null = null;
  /** Something has ended since it began to look. */
  let looksAgain = false;
  const sending = new Set<Promise<void>>();
  const underWay = new Map<string, number>();

  const send = async (delivery: ClaimedDelivery): Promise<void> => {
    const destination = delivery.webhook_id;
    underWay.set(destination, (underWay.get(destination) ?? 0) + 1);
    await deliverNotice(parts, delivery).catch((error: unknown) =>
      // It is tried again when the claim has run out.
      parts.logger.warn({ err: error, delivery: delivery.id }, 'a notice could not be sent'),
    );
    const left = (underWay.get(destination) ?? 1) - 1;
    if (left > 0) underWay.set(destination, left);
    else underWay.delete(destination);
  };
  const claim = async (): Promise<void> => {
    const limit = AT_ONCE - sending.size;
    if (stopped || limit <= 0) return;
    const claimed = await claimDeliveries(parts.prisma, { limit, perDestination: PER_DESTINATION, underWay });
    for (const delivery of claimed) {
      const sent = send(delivery).finally(() => {
        sending.delete(sent);
        look();
      });
      sending.add(sent);
    }
  };
  const look = (): void => {
    looksAgain = looking !== null;
    looking ??= claim()
      .catch((error: unknown) =>
        parts.logger.warn({ err: error }, 'looking for notices failed; trying again'),
      )
      .finally(() => {
        looking = null;
        if (looksAgain) look();
      });
  };
  const timer = setInterval(look, EVERY_MS);
  return {
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await looking;
      await Promise.all(sending);
    },
  };
}
