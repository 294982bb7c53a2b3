import type { Task } from '@taskhelm/contract';
import { describe, expect, it } from '@jest/globals';
import { groupFailures } from './group-failures.ts';

const failed = (id: string, code: string | null): Task =>
  ({ id, failure: code === null ? null : { code, message: `${code} of ${id}` } }) as Task;

describe('failures by code', () => {
  it('count each code, the most frequent first, and show the newest of each', () => {
    const groups = groupFailures([
      failed('1', 'step_limit'),
      failed('2', 'model_error'),
      failed('3', 'model_error'),
    ]);
    expect(groups.map(({ code, count, latest }) => [code, count, latest.id])).toEqual([
      ['model_error', 2, '2'],
      ['step_limit', 1, '1'],
    ]);
  });

  it('leave out what did not fail', () => {
    expect(groupFailures([failed('1', null)])).toEqual([]);
  });
});
