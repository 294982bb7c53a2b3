import { expect, test } from '@jest/globals';
import { urlOf } from '../../lib/api-client.ts';
import { parseSearch, stringifySearch } from '../../lib/url-search.ts';
import {
  changeLook,
  changeSearch,
  isFiltered,
  readTaskSearch,
  toApiFilter,
  toFilter,
  toListKey,
  toListQuery,
  withoutFilters,
  type TaskSearch,
} from './task-search.ts';

const ID = '01a20cd7-9614-744c-9340-1601f8620ab3';
const NOW = Date.parse('2026-11-24T12:00:00.000Z');
const read = (text: string): TaskSearch => readTaskSearch(parseSearch(text));

test('a view goes into the address bar and comes back the same', () => {
  const views: TaskSearch[] = [
    {},
    { status: ['needs_input', 'failed'], source: ['api'], agent: ['researcher', 'ops'] },
    { q: 'a, b & c = "d" %?#/+ ü', sort: 'created_at', page: 3, per_page: 100 },
    { q: '42' },
    { priority: ['high'], label: ['a b'], parent: [ID], waiting_over: '30m', from: 'now-24h', to: 'now-1h' },
    { finished_from: '2026-11-01T00:00:00Z', columns: ['title', 'cost'], density: 'compact', peek: ID },
    { parent: ['none'], open: [ID, `${ID}.${ID}`] },
  ];
  for (const view of views) expect(read(stringifySearch(view))).toEqual(view);
});

test('the address is plain: comma lists, no JSON, no defaults', () => {
  const view = changeSearch(
    {},
    { status: ['pending', 'failed'], sort: '-created_at', per_page: 50, page: 1 },
  );
  expect(stringifySearch(view)).toBe('?status=pending,failed');
  expect(stringifySearch({})).toBe('');
});

test('a view keeps the height of its rows, whatever the person who opens it prefers', () => {
  expect(stringifySearch(changeLook({}, { density: 'default' }))).toBe('?density=default');
  expect(stringifySearch(changeLook({ density: 'compact' }, { density: undefined }))).toBe('');
});

test('bad values are left out without a word', () => {
  expect(read('?status=bogus,failed&page=0&per_page=7&sort=x&source=&q=%20&foo=1')).toEqual({
    status: ['failed'],
  });
  expect(read('?page=1e3&status[]=failed&agent=,,')).toEqual({});
  expect(
    read(`?from=yesterday&parent=x&open=${ID}.x,.,none&peek=1&columns=bogus&density=tall&waiting_over=long`),
  ).toEqual({});
});

test('repeated parameters are as good as a comma list', () => {
  expect(read('?status=failed&status=pending')).toEqual({ status: ['pending', 'failed'] });
});

test('any change but of the page goes back to page 1', () => {
  expect(changeSearch({ page: 4, q: 'x' }, { status: ['failed'] })).toEqual({ q: 'x', status: ['failed'] });
  expect(changeSearch({ q: 'x' }, { page: 2 })).toEqual({ q: 'x', page: 2 });
  expect(changeSearch({ q: 'x', status: ['failed'] }, { q: '', status: [] })).toEqual({});
});

test('rows stay open on another page, and not under other filters', () => {
  expect(changeLook({ q: 'x', page: 2 }, { open: [ID] })).toEqual({ q: 'x', page: 2, open: [ID] });
  expect(changeSearch({ q: 'x', open: [ID] }, { q: 'y' })).toEqual({ q: 'y' });
});

test('the API is asked in the same words', () => {
  expect(urlOf('/tasks', {}, toListQuery({ status: ['failed', 'pending'], agent: ['a b'] }, NOW))).toBe(
    '/api/v1/tasks?status=failed,pending&agent=a%20b&sort=-created_at&page=1&per_page=50',
  );
});

test('relative times count from the moment the pages are anchored at, else from now', () => {
  expect(toListQuery({ from: 'now-1h' }, NOW)).toMatchObject({ created_from: '2026-11-24T11:00:00.000Z' });
  expect(toListQuery({ from: 'now-1h', as_of: '2026-11-24T06:00:00Z' }, NOW)).toMatchObject({
    created_from: '2026-11-24T05:00:00.000Z',
    as_of: '2026-11-24T06:00:00Z',
  });
  expect(toApiFilter({ to: 'now-1d', finished_to: 'now-1d' }, NOW)).toEqual({
    created_to: '2026-11-23T12:00:00.000Z',
    finished_to: '2026-11-23T12:00:00.000Z',
  });
});

test('how a list looks makes no other list of it', () => {
  const list: TaskSearch = { status: ['failed'], from: 'now-1h' };
  expect(toListKey({ ...list, columns: ['title'], density: 'compact', peek: ID, open: [ID] })).toEqual(
    toListKey(list),
  );
  expect(changeLook({ ...list, page: 3 }, { peek: ID })).toEqual({ ...list, page: 3, peek: ID });
});

test('Every filter of the address bar goes to the counts too', () => {
  const words = { agent: 'ops', trigger: 'nightly', failure_code: 'model_away', q: 'report' };
  const filters = { status: 'failed', source: 'cron', ...words };
  const search = readTaskSearch({ ...filters, page: '2', sort: 'created_at' });
  expect(toFilter(search)).toEqual({
    status: ['failed'],
    source: ['cron'],
    agent: ['ops'],
    trigger: ['nightly'],
    failure_code: ['model_away'],
    q: 'report',
  });
});

test('what narrows the list is told from its order and page', () => {
  const order: TaskSearch = { sort: 'created_at', per_page: 25 };
  const view: TaskSearch = { ...order, trigger: ['nightly'], page: 2, as_of: '2026-01-01T00:00:00Z' };
  expect(toFilter(view)).toEqual({ trigger: ['nightly'] });
  expect(isFiltered(view)).toBe(true);
  expect(isFiltered({ ...order, page: 2 })).toBe(false);
  expect(withoutFilters(view)).toEqual(order);
});
