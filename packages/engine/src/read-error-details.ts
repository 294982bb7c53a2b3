import { z } from '@taskhelm/contract';

/** What Google says in the body of an error: `google.rpc.ErrorInfo` and `RetryInfo` among its details. */
const bodySchema = z.object({
  error: z.object({
    details: z.array(z.object({ reason: z.string().optional(), retryDelay: z.string().optional() })),
  }),
});

export type ErrorDetails = {
  /** The key is not valid, though the status says only that the request is not. */
  isKeyRefused: boolean;
  /** How long it asks to wait; null where it does not say. */
  retryAfterMs: number | null;
};

/** What stands in the body of an error only, where other providers use the status and `retry-after`. */
export function readErrorDetails(body: string | undefined): ErrorDetails {
  const details = bodySchema.safeParse(parsed(body)).data?.error.details ?? [];
  const delays = details.flatMap(({ retryDelay }) => secondsOf(retryDelay));
  return {
    isKeyRefused: details.some(({ reason }) => reason === 'API_KEY_INVALID' || reason === 'API_KEY_EXPIRED'),
    retryAfterMs: delays.length > 0 ? Math.max(...delays) * 1_000 : null,
  };
}

/** A duration as Protobuf writes it in JSON: `34s`, `1.5s`. */
function secondsOf(duration: string | undefined): number[] {
  const seconds = /^(\d+(?:\.\d+)?)s$/.exec(duration ?? '')?.[1];
  return seconds === undefined ? [] : [Number(seconds)];
}

function parsed(body: string | undefined): unknown {
  try {
    return JSON.parse(body ?? '');
  } catch {
    return null;
  }
}
