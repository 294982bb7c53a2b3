import type { TaskDetail } from '@taskhelm/contract';
import { plural } from '../../lib/format-number.ts';
import { formatDuration } from '../../lib/format-time.ts';

type Cancel = NonNullable<TaskDetail['cancel']>;

/** What became of the work that a cancel met; nothing where none was under way, or that is not known yet. */
export function describeReceipt(cancel: Cancel, agent: string): string[] {
  const { requested_at, acknowledged_at, in_flight, late_writes_refused: refused } = cancel;
  if (acknowledged_at === null) return [];
  const took = formatDuration(Date.parse(acknowledged_at) - Date.parse(requested_at));
  return [
    `${agent} stopped ${took} later.`,
    ...in_flight.map(({ kind, name, ended }) => {
      const what = kind === 'model' ? `The answer of the model ${name}` : `The call of ${name}`;
      if (ended === 'finished_late')
        return `${what} ended before it could be stopped; what came of it was not recorded.`;
      return kind === 'model'
        ? `${what} was broken off.`
        : `${what} was broken off; what it had sent by then may have taken effect.`;
    }),
    ...(refused > 0
      ? [`${plural(refused, 'result')} that came later ${refused === 1 ? 'was' : 'were'} refused.`]
      : []),
  ];
}
