import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { announce } from './announce.ts';

const said = (urgency: string): string =>
  document.querySelector(`[data-announcer="${urgency}"]`)?.textContent ?? '';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => jest.runAllTimers());

test('what comes together is said in one go, the same only once, and the next not within a second', () => {
  announce('One task completed');
  announce('New message');
  announce('New message');
  expect(said('polite')).toBe('');
  jest.advanceTimersByTime(250);
  expect(said('polite')).toBe('One task completed. New message');
  announce('Another');
  jest.advanceTimersByTime(999);
  expect(said('polite')).toBe('One task completed. New message');
  jest.advanceTimersByTime(1);
  expect(said('polite')).toBe('Another');
});

test('what is urgent goes first, and all is gone after a while', () => {
  announce('Something');
  announce('Needs input', 'assertive');
  jest.advanceTimersByTime(250);
  expect([said('polite'), said('assertive')]).toEqual(['', 'Needs input']);
  jest.advanceTimersByTime(1_000);
  expect(said('polite')).toBe('Something');
  jest.advanceTimersByTime(10_000);
  expect([said('polite'), said('assertive')]).toEqual(['', '']);
});
