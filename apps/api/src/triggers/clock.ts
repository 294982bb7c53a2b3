/** The clocks of a time zone. A reading is a date whose fields in UTC are what these clocks show. */
export type Clock = {
  readingAt: (moment: Date) => Date;
  /** The moment of a reading: the first one where it comes twice, the end of the gap where it is left out. */
  momentOf: (reading: Date) => Date;
};

const DAY_MS = 86_400_000;
const SECOND_MS = 1_000;

export function createClock(timeZone: string): Clock {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  /** How far the clocks are ahead of UTC, in milliseconds. */
  const offsetAt = (time: number): number => {
    const fields = new Map(
      format.formatToParts(time).map(({ type, value }): [string, number] => [type, Number(value)]),
    );
    const get = (type: Intl.DateTimeFormatPartTypes): number => fields.get(type) ?? 0;
    const [date, second] = [
      Date.UTC(get('year'), get('month') - 1, get('day')),
      Math.floor(time / SECOND_MS),
    ];
    return date + ((get('hour') * 60 + get('minute')) * 60 + get('second') - second) * SECOND_MS;
  };
  return {
    readingAt: (moment) => new Date(moment.getTime() + offsetAt(moment.getTime())),
    momentOf: (reading) => {
      const shown = reading.getTime();
      // No zone is a day away from UTC, so that these lie before and after it.
      const [before, after] = [shown - offsetAt(shown - DAY_MS), shown - offsetAt(shown + DAY_MS)];
      const found = [before, after].filter((time) => time + offsetAt(time) === shown);
      return new Date(found.length > 0 ? Math.min(...found) : changeBetween(after, before, offsetAt));
    },
  };
}

/** The first moment after `from`, up to `to`, at which the clocks are as they are at `to`. */
function changeBetween(from: number, to: number, offsetAt: (time: number) => number): number {
  const offset = offsetAt(to);
  let [before, after] = [from, to];
  while (after - before > SECOND_MS) {
    const middle = before + Math.floor((after - before) / 2 / SECOND_MS) * SECOND_MS;
    if (offsetAt(middle) === offset) after = middle;
    else before = middle;
  }
  return after;
}
