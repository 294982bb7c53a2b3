import { expect, test } from '@jest/globals';
import { TASK_STATUSES, type StatusCounts, type Task, type TaskPage } from '@taskhelm/contract';
import { countGrowth, keepNewer, patchPage } from './patch-page.ts';

const task = (id: string, status: Task['status'], second: number): Task =>
  ({
    id,
    status,
    children: { total: 0 },
    updated_at: `2026-01-01T00:00:${String(second).padStart(2, '0')}.000Z`,
  }) as Task;
const page = (...data: Task[]): TaskPage => ({ data, total: data.length }) as TaskPage;

test('rows take what is newer in their places, and others are not put between them', () => {
  const before = page(task('b', 'in_progress', 1), task('a', 'pending', 1));
  const after = patchPage(before, [task('c', 'pending', 9), task('b', 'completed', 2)]);
  expect(after.data).toEqual([task('b', 'completed', 2), task('a', 'pending', 1)]);
});

test('what is sent again without a change leaves the page as it is', () => {
  const before = page(task('a', 'pending', 5));
  expect(patchPage(before, [task('a', 'pending', 5)])).toBe(before);
  expect(patchPage(before, [task('a', 'pending', 4)])).toBe(before);
});

test('a row whose health has changed is taken although nothing was written to it', () => {
  const silent = { ...task('a', 'in_progress', 5), health: { state: 'ok' as const, evidence: null } };
  const stalled = { ...silent, health: { state: 'stalled' as const, evidence: 'Nothing for 20 min' } };
  expect(patchPage(page(silent), [stalled]).data).toEqual([stalled]);
  expect(patchPage(page(stalled), [{ ...silent, updated_at: '2025-01-01T00:00:00.000Z' }]).data).toEqual([
    stalled,
  ]);
});

test('a row that has got a child is taken although nothing was written to it', () => {
  const parent = { ...task('a', 'needs_input', 5), children: { total: 1 } };
  expect(patchPage(page(task('a', 'needs_input', 5)), [parent]).data).toEqual([parent]);
});

test('a page that was read late does not take back what a tick has told', () => {
  const known = page(task('a', 'completed', 5), task('b', 'pending', 1));
  const late = page(task('b', 'in_progress', 3), task('a', 'in_progress', 4));
  expect(keepNewer(late, known).data).toEqual([task('b', 'in_progress', 3), task('a', 'completed', 5)]);
  expect(keepNewer(late, undefined)).toBe(late);
});

test('a status that has grown says by how many, one that has shrunk or is capped says nothing', () => {
  const counts = (failed: number, pending: number, capped: StatusCounts['capped'] = []): StatusCounts => ({
    by_status: {
      ...(Object.fromEntries(TASK_STATUSES.map((status) => [status, 0])) as StatusCounts['by_status']),
      failed,
      pending,
    },
    capped,
  });
  expect(countGrowth(counts(3, 5), counts(5, 4))).toEqual({ failed: 2 });
  expect(countGrowth(counts(9_999, 0), counts(10_000, 0, ['failed']))).toEqual({});
});
