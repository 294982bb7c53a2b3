import { deliverNotices, type DelivererParts } from './deliver-notices.ts';

const EVERY_MS = 1_000;
const AT_ONCE = 20;

/** Looks for notices that are due every second, in every worker process, and at once again while there are many. */
export function startDeliverer(parts: DelivererParts): { stop: () => Promise<void> } {
  let stopped = false;
  let round: Promise<void> | null = null;
  const deliver = async (): Promise<void> => {
    while (!stopped && (await deliverNotices(parts, AT_ONCE)) === AT_ONCE);
  };
  const timer = setInterval(() => {
    round ??= deliver()
      .catch((error: unknown) =>
        parts.logger.warn({ err: error }, 'looking for notices failed; trying again'),
      )
      .finally(() => (round = null));
  }, EVERY_MS);
  return {
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await round;
    },
  };
}
