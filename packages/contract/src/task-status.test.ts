import { describe, expect, it } from '@jest/globals';
import {
  FINAL_STATUSES,
  TASK_ACTIONS_BY_STATUS,
  TASK_STATUSES,
  TASK_TRANSITIONS,
  canBecome,
  isFinal,
  statusesAllowing,
} from './task-status.ts';

describe('the task machine', () => {
  it('ends in completed, failed and cancelled, from where nothing leads on', () => {
    expect(FINAL_STATUSES).toEqual(['completed', 'failed', 'cancelled']);
    for (const from of FINAL_STATUSES) {
      for (const to of TASK_STATUSES) expect(canBecome(from, to)).toBe(false);
    }
  });

  it('lets every open task be cancelled, and only those', () => {
    expect(statusesAllowing('cancel')).toEqual(['pending', 'in_progress', 'needs_input']);
    for (const status of TASK_STATUSES) expect(canBecome(status, 'cancelled')).toBe(!isFinal(status));
  });

  it('takes answers only while it waits for one, and runs again only what has ended', () => {
    expect(statusesAllowing('respond')).toEqual(['needs_input']);
    expect(statusesAllowing('retry')).toEqual(FINAL_STATUSES);
  });

  it('can reach every status from pending', () => {
    const reached = new Set(['pending']);
    for (const status of reached) for (const next of TASK_TRANSITIONS[status as 'pending']) reached.add(next);
    expect([...reached].toSorted()).toEqual([...TASK_STATUSES].toSorted());
  });

  it('has actions for every status', () => {
    expect(Object.keys(TASK_ACTIONS_BY_STATUS).toSorted()).toEqual([...TASK_STATUSES].toSorted());
  });
});
