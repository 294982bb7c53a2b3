import type { TaskEventBody, TaskEventOf } from '@taskhelm/contract';
import { canonicalJson } from '@taskhelm/engine';

/** How often a pattern has to come round, and how many calls it may have. */
const ROUNDS = 3;
const MAX_PERIOD = 3;

/**
 * Whether the last calls repeat themselves: one call three times in a row, or two or three calls by turns. A sentence that
 * says how, or null. Calls are the same where tool and arguments are.
 */
export function detectLoop(events: readonly TaskEventBody[]): string | null {
  const calls = events
    .filter((event): event is TaskEventOf<'tool_call'> => event.type === 'tool_call')
    .slice(-ROUNDS * MAX_PERIOD)
    .map(({ tool, args }) => ({ tool, key: `${tool} ${canonicalJson(args)}` }));
  for (let period = 1; period <= MAX_PERIOD; period += 1) {
    const last = calls.slice(-ROUNDS * period);
    if (last.length < ROUNDS * period) return null;
    if (last.some(({ key }, index) => key !== last[index % period]?.key)) continue;
    const tools = last.slice(0, period).map(({ tool }) => tool);
    return period === 1
      ? `It called ${tools[0]} with the same arguments ${ROUNDS} times in a row.`
      : `It called ${tools.join(', ')} by turns with the same arguments, ${ROUNDS} times over.`;
  }
  return null;
}
