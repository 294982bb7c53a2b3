import type { Alert } from '@taskhelm/contract';

const keyOf = ({ task_id, state, at }: Alert): string => `${task_id} ${state} ${at}`;

/** Those that were not told before, the oldest first; of a task and state only the newest. */
export function takeNew(alerts: readonly Alert[], before: readonly Alert[]): Alert[] {
  const known = new Set(before.map(keyOf));
  const fresh = alerts.filter((alert) => !known.has(keyOf(alert)));
  return [...new Map(fresh.toReversed().map((alert) => [`${alert.task_id} ${alert.state}`, alert])).values()];
}
