import type { BulkRequest, BulkResponse, ErrorCode } from '@taskhelm/contract';
import { formatCount } from '../../lib/format-number.ts';

export type BulkAction = BulkRequest['action'];

const DONE: Record<BulkAction, string> = {
  cancel: 'cancelled',
  retry: 'started again',
  label: 'labelled',
};

/** `3 cancelled, 1 could not: ended already`. */
export function describeBulk(action: BulkAction, { done, skipped }: BulkResponse): string {
  const parts = [`${formatCount(done)} ${DONE[action]}`];
  for (const [reason, count] of countReasons(action, skipped))
    parts.push(`${formatCount(count)} could not: ${reason}`);
  return parts.join(', ');
}

function countReasons(action: BulkAction, skipped: BulkResponse['skipped']): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of skipped) {
    const reason = reasonOf(action, code);
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return counts;
}

function reasonOf(action: BulkAction, code: ErrorCode): string {
  switch (code) {
    case 'task_final':
      return 'ended already';
    case 'conflict':
      return action === 'retry' ? 'not ended yet' : 'its state does not allow it';
    case 'not_found':
      return 'no longer there';
    case 'validation_failed':
      return 'too many labels';
    case 'unknown_agent':
      return 'its agent is gone or disabled';
    case 'unavailable':
      return 'the database is away';
    default:
      return code.replaceAll('_', ' ');
  }
}
