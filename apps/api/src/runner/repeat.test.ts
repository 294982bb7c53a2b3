import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { repeat, type Repeated } from './repeat.ts';

describe('repeated work', () => {
  /** The rounds that have begun, in order; each ends when it is resolved. */
  let rounds: PromiseWithResolvers<void>[];
  let repeated: Repeated;

  beforeEach(() => {
    jest.useFakeTimers();
    rounds = [];
    repeated = repeat({ everyMs: 1_000, limitMs: 5_000 }, () => {
      const round = Promise.withResolvers<void>();
      rounds.push(round);
      return round.promise;
    });
  });
  afterEach(() => {
    rounds.forEach(({ resolve }) => resolve());
    jest.useRealTimers();
  });

  const end = async (index: number): Promise<void> => {
    rounds[index]?.resolve();
    await jest.advanceTimersByTimeAsync(0);
  };

  it('does not begin again while it is under way', async () => {
    await jest.advanceTimersByTimeAsync(4_000);
    expect(rounds).toHaveLength(1);
    await end(0);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(rounds).toHaveLength(2);
  });

  it('begins at once when it is asked, and once more for any number of times it was asked meanwhile', async () => {
    repeated.now();
    expect(rounds).toHaveLength(1);
    repeated.now();
    repeated.now();
    expect(rounds).toHaveLength(1);
    await end(0);
    expect(rounds).toHaveLength(2);
    await end(1);
    expect(rounds).toHaveLength(2);
  });

  it('begins anew when a round hangs, and does not take the late end of that round for its own', async () => {
    repeated.now();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(rounds).toHaveLength(2);
    repeated.now();
    await end(0);
    expect(rounds).toHaveLength(2);
    await end(1);
    expect(rounds).toHaveLength(3);
  });

  it('ends with the round that is under way and begins no other', async () => {
    repeated.now();
    repeated.now();
    let stopped = false;
    const stopping = repeated.stop().then(() => (stopped = true));
    await jest.advanceTimersByTimeAsync(3_000);
    expect([rounds.length, stopped]).toEqual([1, false]);
    await end(0);
    await stopping;
    repeated.now();
    expect(rounds).toHaveLength(1);
  });
});
