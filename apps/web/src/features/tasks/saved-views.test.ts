import { expect, test } from '@jest/globals';
import type { View } from '@taskhelm/contract';
import { currentView, fromViewQuery, toViewQuery } from './saved-views.ts';

const view = (id: string, query: string, isOwn = true): View => ({ id, query, is_own: isOwn }) as View;

test('a view is saved without its page and opens as it was', () => {
  const query = toViewQuery({
    status: ['failed'],
    q: 'a b',
    page: 3,
    as_of: '2026-01-01T00:00:00Z',
    peek: 'x',
    open: ['x'],
  });
  expect(query).toBe('status=failed&q=a+b');
  expect(fromViewQuery(query)).toEqual({ status: ['failed'], q: 'a b' });
});

test('the view that is shown is known however its query is spelled, and on every page', () => {
  const views = [view('a', 'q=x&status=failed,pending'), view('b', 'status=completed')];
  expect(currentView(views, { status: ['pending', 'failed'], q: 'x', page: 2 })?.id).toBe('a');
  expect(currentView(views, { q: 'x' })).toBeUndefined();
});

test('of two that are the same, one’s own is the one that is shown', () => {
  expect(currentView([view('a', 'q=x', false), view('b', 'q=x')], { q: 'x' })?.id).toBe('b');
});
