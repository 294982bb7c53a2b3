import { Cron } from 'croner';
import cronstrue from 'cronstrue';
import type { ErrorDetail } from '@taskhelm/contract';
import { createClock, type Clock } from './clock.ts';

/**
 * The moments of a cron expression in a time zone. Fixed times of the day go by what clocks show: one that is left out when
 * they go forward fires at the end of the gap, one that comes twice when they go back fires the first time only. With a `*`
 * for the minute or the hour an expression goes by elapsed time: it leaves out what clocks leave out, and fires twice in an
 * hour that is repeated.
 */
export type Schedule = {
  timeZone: string;
  /** The expression in words. */
  text: string;
  /** The first moment after `after`; null where there is none any more. */
  next: (after: Date) => Date | null;
  /** The next `count` moments after `after`. */
  upcoming: (after: Date, count: number) => Date[];
  /** The last `count` moments up to and with `until`, oldest first. */
  latest: (until: Date, count: number) => Date[];
};

/** Reads five fields or a nickname such as `@hourly`. Says what is wrong instead, by the names of the request's keys. */
export function readSchedule(
  expression: string,
  timeZone: string,
): { schedule: Schedule } | { problems: ErrorDetail[] } {
  const zone = readTimeZone(timeZone);
  const parsed = parse(expression, zone ?? 'UTC');
  const problems: ErrorDetail[] = [];
  if ('problem' in parsed) problems.push({ path: 'cron', code: 'invalid_cron', message: parsed.problem });
  if (!zone) {
    const message = `There is no time zone ${JSON.stringify(timeZone)}; use an IANA name such as Europe/Paris or UTC`;
    problems.push({ path: 'time_zone', code: 'unknown_time_zone', message });
  }
  if ('problem' in parsed || !zone) return { problems };
  const { times, text } = parsed;
  const upcoming = (after: Date, count: number): Date[] => {
    const moments: Date[] = [];
    for (let moment = times.next(after); moment && moments.length < count; moment = times.next(moment))
      moments.push(moment);
    return moments;
  };
  return { schedule: { timeZone: zone, text, upcoming, ...times } };
}

type Times = Pick<Schedule, 'next' | 'latest'>;

const NICKNAMES: Record<string, string> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};
/** Neither the minute nor the hour is a `*`. */
const HAS_FIXED_TIMES = /^[^*]\S* [^*]/;

function parse(expression: string, timeZone: string): { times: Times; text: string } | { problem: string } {
  const pattern = NICKNAMES[expression.toLowerCase()] ?? expression.trim().replaceAll(/\s+/g, ' ');
  try {
    if (pattern.split(' ').length !== 5) throw new Error('write minute, hour, day, month and weekday');
    const isFixed = HAS_FIXED_TIMES.test(pattern);
    const cron = new Cron(pattern, { timezone: isFixed ? 'UTC' : timeZone, mode: '5-part', paused: true });
    if (!cron.nextRun()) return { problem: 'There is no date on which this would fire' };
    const text = cronstrue.toString(pattern, { use24HourTimeFormat: true, verbose: true });
    return { times: isFixed ? fixedTimes(cron, createClock(timeZone)) : elapsedTimes(cron), text };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const reason = said.replace(/^(?:CronPattern|Error): /, '').replace(/\.$/, '');
    return { problem: `Not a cron expression of five fields, nor @hourly or the like: ${reason}` };
  }
}

const elapsedTimes = (cron: Cron): Times => ({
  next: (after) => cron.nextRun(after),
  latest: (until, count) =>
    // Looks before the moment it is given, in whole seconds.
    cron
      .previousRuns(count + 1, new Date(until.getTime() + 1_000))
      .filter((moment) => moment <= until)
      .slice(0, count)
      .toReversed(),
});

/** Clocks are nowhere set back by more. */
const SET_BACK_MS = 3 * 3_600_000;

/** `readings` fires by the reading of clocks. Readings of a gap are one moment: its end. */
function fixedTimes(readings: Cron, { readingAt, momentOf }: Clock): Times {
  return {
    next: (after) => {
      for (let reading = readings.nextRun(readingAt(after)); reading; reading = readings.nextRun(reading)) {
        const moment = momentOf(reading);
        if (moment > after) return moment;
      }
      return null;
    },
    latest: (until, count) => {
      const moments: Date[] = [];
      let reading: Date | undefined = new Date(readingAt(until).getTime() + SET_BACK_MS);
      while (moments.length < count) {
        [reading] = readings.previousRuns(1, reading);
        if (!reading) break;
        const moment = momentOf(reading);
        const isNew = moment.getTime() !== moments[0]?.getTime();
        if (moment <= until && isNew) moments.unshift(moment);
      }
      return moments;
    },
  };
}

/** Null for what is no IANA name; offsets such as +02:00 are none. A name that is an alias stays as it was written. */
function readTimeZone(name: string): string | null {
  if (!/^[A-Za-z]/.test(name)) return null;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    return timeZone.toLowerCase() === name.toLowerCase() ? timeZone : name;
  } catch {
    return null;
  }
}

/** The moment as clocks in the zone show it, with their offset: `2026-03-29T03:00:00+02:00`. */
export function toLocalTime(moment: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'longOffset',
  });
  const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, value]));
  const get = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  const offset = get('timeZoneName').replace('GMT', '') || '+00:00';
  return `${get('year')}-${get('month')}-${get('day')}T${get('hour')}:${get('minute')}:${get('second')}${offset}`;
}
