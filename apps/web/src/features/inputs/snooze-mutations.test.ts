import { expect, test } from '@jest/globals';
import type { InboxItem } from '@taskhelm/contract';
import type { InputListQuery, InputPage } from './input-queries.ts';
import { patchPage } from './snooze-mutations.ts';

const item = (at: number, snoozedUntil: string | null = null): InboxItem =>
  ({
    call_id: `call-${at}`,
    kind: 'question',
    asked_at: `2026-01-01T00:00:0${at}.000Z`,
    snoozed_until: snoozedUntil,
    task: { agent: { name: 'ops' } },
  }) as InboxItem;
const LATER = '2026-01-02T00:00:00.000Z';
const page = (...data: InboxItem[]) => ({ data, total: data.length }) as InputPage;
const query = (fields: Partial<InputListQuery>): InputListQuery => ({
  snoozed: 'exclude',
  sort: 'asked_at',
  agent: undefined,
  kind: undefined,
  ...fields,
});
const told = (patched: InputPage) => [patched.data.map(({ call_id }) => call_id), patched.total];

test('a request that is put off leaves what waits and comes to what is snoozed, and the other way round', () => {
  expect(told(patchPage(page(item(1), item(2)), query({}), item(1, LATER)))).toEqual([['call-2'], 1]);
  expect(told(patchPage(page(), query({ snoozed: 'only' }), item(1, LATER)))).toEqual([['call-1'], 1]);
  expect(told(patchPage(page(item(1), item(3)), query({}), item(2)))).toEqual([
    ['call-1', 'call-2', 'call-3'],
    3,
  ]);
  expect(told(patchPage(page(item(3)), query({ sort: '-asked_at' }), item(2)))).toEqual([
    ['call-3', 'call-2'],
    2,
  ]);
});

test('it comes into no list whose filters it does not match', () => {
  expect(told(patchPage(page(), query({ agent: ['other'] }), item(1)))).toEqual([[], 0]);
  expect(told(patchPage(page(), query({ kind: ['confirmation'] }), item(1)))).toEqual([[], 0]);
});
