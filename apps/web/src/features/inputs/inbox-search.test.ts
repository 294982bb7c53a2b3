import { expect, test } from '@jest/globals';
import { changeInbox, isNewestFirst, orderOf, readInboxSearch } from './inbox-search.ts';

const ITEM = '01900000-0000-7000-8000-000000000001';

test('an address is read as it is written, and what makes no sense in it is dropped', () => {
  const search = { state: 'answered', agent: 'ops', kind: 'question', sort: 'oldest', item: ITEM };
  expect(readInboxSearch(search)).toEqual({ ...search, agent: ['ops'] });
  expect(readInboxSearch({ state: 'waiting', kind: 'x', sort: '1', item: 'y', page: '2' })).toEqual({});
});

test('another look closes what was open, unless it names it', () => {
  expect(changeInbox({ agent: ['ops'], item: ITEM }, { kind: 'question' })).toEqual({
    agent: ['ops'],
    kind: 'question',
  });
  expect(changeInbox({ agent: ['ops'] }, { item: ITEM })).toEqual({ agent: ['ops'], item: ITEM });
  expect(changeInbox({ agent: ['ops'] }, { agent: undefined })).toEqual({});
});

test('what waits comes oldest first, what was answered newest first, and the address says only what differs', () => {
  expect([isNewestFirst({}), isNewestFirst({ state: 'answered' })]).toEqual([false, true]);
  expect([orderOf({ sort: 'newest' }, 'oldest'), orderOf({}, 'newest')]).toEqual([undefined, 'newest']);
  expect(orderOf({ state: 'answered' }, 'oldest')).toBe('oldest');
});
