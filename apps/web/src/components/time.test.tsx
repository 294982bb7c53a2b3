import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { act, cleanup, render, screen } from '@testing-library/react';
import { setPreferences } from '../lib/preferences.ts';
import { ClockTime, Elapsed, ExactTime, RelativeTime } from './time.tsx';

const NOW = Date.parse('2026-11-26T12:00:00.000Z');
const ago = (ms: number): string => new Date(NOW - ms).toISOString();

beforeEach(() => {
  jest.useFakeTimers({ now: NOW });
});
afterEach(() => {
  cleanup();
  jest.useRealTimers();
  setPreferences({ times: 'relative', zone: 'local' });
});

const pass = (ms: number): void => act(() => jest.advanceTimersByTime(ms));

test('times and durations of one page count from one moment', () => {
  const begun = ago(10_400);
  const { container } = render(
    <p>
      created <RelativeTime at={begun} /> · running for <Elapsed from={begun} to={null} />
    </p>,
  );
  expect(container.textContent).toBe('created 10s ago · running for 10s');
  for (let second = 11; second <= 59; second += 1) {
    pass(1_000);
    expect(container.textContent).toBe(`created ${second}s ago · running for ${second}s`);
  }
  pass(65_000);
  expect(container.textContent).toBe('created 2m ago · running for 2m 04s');
});

test('what comes to the page later counts from the same moment', () => {
  const first = render(<Elapsed from={ago(20_000)} to={null} />);
  pass(1_400);
  const second = render(<RelativeTime at={ago(20_000)} />);
  expect([first.container.textContent, second.container.textContent]).toEqual(['21s', '21s ago']);
});

test('nothing moves while the page is hidden, and it is right at once when it is seen again', () => {
  const { container } = render(<Elapsed from={ago(0)} to={null} />);
  const hidden = jest.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
  pass(30_000);
  expect(container.textContent).toBe('0s');
  hidden.mockRestore();
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
  expect(container.textContent).toBe('30s');
});

test('the setting swaps what is shown, at once', () => {
  render(<RelativeTime at={ago(3_600_000)} />);
  expect(screen.getByText('1h ago').getAttribute('datetime')).toBe(ago(3_600_000));
  act(() => setPreferences({ times: 'absolute', zone: 'utc' }));
  expect(screen.getByText('26 Nov, 11:00 UTC')).toBeTruthy();
});

test('a time of day and an exact time follow the zone', () => {
  setPreferences({ zone: 'utc' });
  const { container } = render(
    <>
      <ClockTime at={ago(61_000)} /> <ExactTime at={ago(61_000)} />{' '}
      <ExactTime at="2025-01-02T03:04:05.000Z" />
    </>,
  );
  expect(container.textContent).toBe('11:58:59 UTC 26 Nov, 11:58:59 UTC (1m ago) 2 Jan 2025, 03:04:05 UTC');
});
