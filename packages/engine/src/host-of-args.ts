import type { JsonObject } from '@taskhelm/contract';

/** The host that a call is about to reach, as its argument `url` says; null where it names none. */
export function hostOfArgs({ url }: JsonObject): string | null {
  const parsed = typeof url === 'string' ? URL.parse(url) : null;
  return parsed && /^https?:$/.test(parsed.protocol) ? parsed.host : null;
}
