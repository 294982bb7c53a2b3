import { expect, it } from '@jest/globals';
import { createWatchedSessions } from './watched-sessions.ts';

it('takes a session to be watched for as long as somebody says so', () => {
  let now = 0;
  const watched = createWatchedSessions(() => now);
  watched.add(['one', 'two']);
  now = 20_000;
  watched.add(['two']);
  now = 30_000;
  expect([watched.has('one'), watched.has('two'), watched.has('three')]).toEqual([false, true, false]);
});
