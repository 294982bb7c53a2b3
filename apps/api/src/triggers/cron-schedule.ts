import { Cron } from 'croner';
import cronstrue from 'cronstrue';
import type { ErrorDetail } from '@taskhelm/contract';

/**
 * The moments of a cron expression in a time zone. When clocks go forward, a fixed time that is left out fires at the
 * first moment after the gap; when they go back, it fires once. Expressions that name several hours keep to elapsed time:
 * they neither fire twice in a gap nor stop in a repeated hour.
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
  const { cron, text } = parsed;
  return {
    schedule: {
      timeZone: zone,
      text,
      next: (after) => cron.nextRun(after),
      upcoming: (after, count) => cron.nextRuns(count, after),
      latest: (until, count) =>
        // Looks before the moment it is given, in whole seconds.
        cron
          .previousRuns(count + 1, new Date(until.getTime() + 1_000))
          .filter((moment) => moment <= until)
          .slice(0, count)
          .toReversed(),
    },
  };
}

function parse(expression: string, timeZone: string): { cron: Cron; text: string } | { problem: string } {
  try {
    const cron = new Cron(expression, { timezone: timeZone, mode: '5-part', paused: true });
    if (!cron.nextRun()) return { problem: 'There is no date on which this would fire' };
    return { cron, text: cronstrue.toString(expression, { use24HourTimeFormat: true, verbose: true }) };
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^CronPattern: /, '') : String(error);
    return { problem: `Not a cron expression of five fields, nor @hourly or the like: ${reason}` };
  }
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
