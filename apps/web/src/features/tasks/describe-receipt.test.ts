import { expect, test } from '@jest/globals';
import { describeReceipt } from './describe-receipt.ts';

const by = { type: 'user' as const, id: 'u', name: 'Ana' };
const cancel = {
  requested_at: '2026-01-01T00:00:00.000Z',
  requested_by: by,
  reason: null,
  acknowledged_at: '2026-01-01T00:00:00.120Z',
  in_flight: [],
  late_writes_refused: 0,
};

test('a cancel says how soon the agent stopped', () => {
  expect(describeReceipt(cancel, 'ops')).toEqual(['ops stopped 120ms later.']);
});

test('calls that were under way are named, with what may have come of them', () => {
  const in_flight = [
    { kind: 'tool' as const, name: 'http_request', call_id: null, ended: 'aborted' as const },
    { kind: 'model' as const, name: 'm', call_id: null, ended: 'finished_late' as const },
  ];
  const [, tool, model, late] = describeReceipt({ ...cancel, in_flight, late_writes_refused: 2 }, 'ops');
  expect(tool).toContain('may have taken effect');
  expect(model).toContain('not recorded');
  expect(late).toBe('2 results that came later were refused.');
});

test('nothing is claimed while the worker has not said that it stopped', () => {
  expect(describeReceipt({ ...cancel, acknowledged_at: null }, 'ops')).toEqual([]);
});
