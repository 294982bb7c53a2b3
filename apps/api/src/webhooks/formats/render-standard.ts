import type { Notice } from '../notice.ts';

/** Standard Webhooks: `type`, `timestamp` and `data`. */
export function renderStandard({ event, at, seq, note, task, url }: Notice): object {
  return { type: event, timestamp: at.toISOString(), data: { task, event: { seq, note }, url } };
}
