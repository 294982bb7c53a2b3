import { describe, expect, it } from '@jest/globals';
import { readSchedule, toLocalTime, type Schedule } from './cron-schedule.ts';

function schedule(expression: string, timeZone: string): Schedule {
  const read = readSchedule(expression, timeZone);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.schedule;
}
const problems = (expression: string, timeZone = 'UTC'): string[] => {
  const read = readSchedule(expression, timeZone);
  return 'problems' in read ? read.problems.map(({ path, code }) => `${path} ${code}`) : [];
};
/** The next fires in the local time of the zone, minutes and offset. */
const local = (expression: string, timeZone: string, { after, count }: { after: string; count: number }) =>
  schedule(expression, timeZone)
    .upcoming(new Date(after), count)
    .map((moment) => toLocalTime(moment, timeZone).replace(/:00([+-])/, '$1'));

describe('a schedule', () => {
  it('fires a fixed time once on the day that leaves it out, at the first moment after the gap', () => {
    expect(local('30 2 * * *', 'Europe/Paris', { after: '2026-03-28T12:00:00Z', count: 2 })).toEqual([
      '2026-03-29T03:00+02:00',
      '2026-03-30T02:30+02:00',
    ]);
    expect(local('30 2 * * *', 'America/New_York', { after: '2026-03-07T12:00:00Z', count: 2 })).toEqual([
      '2026-03-08T03:00-04:00',
      '2026-03-09T02:30-04:00',
    ]);
    expect(local('0 0 * * *', 'America/Santiago', { after: '2026-09-05T12:00:00Z', count: 2 })).toEqual([
      '2026-09-06T01:00-03:00',
      '2026-09-07T00:00-03:00',
    ]);
  });

  it('fires a fixed time once on the day that repeats it', () => {
    expect(local('30 2 * * *', 'Europe/Paris', { after: '2026-10-24T12:00:00Z', count: 2 })).toEqual([
      '2026-10-25T02:30+02:00',
      '2026-10-26T02:30+01:00',
    ]);
    expect(local('30 1 * * *', 'America/New_York', { after: '2026-10-31T12:00:00Z', count: 2 })).toEqual([
      '2026-11-01T01:30-04:00',
      '2026-11-02T01:30-05:00',
    ]);
  });

  it('treats each of several fixed times like one: none is left out, none comes twice', () => {
    const spring = { after: '2026-03-28T12:00:00Z', count: 2 };
    const autumn = { after: '2026-10-24T21:00:00Z', count: 2 };
    expect(local('0 2,14 * * *', 'Europe/Paris', { ...spring, count: 3 })).toEqual([
      '2026-03-28T14:00+01:00',
      '2026-03-29T03:00+02:00',
      '2026-03-29T14:00+02:00',
    ]);
    expect(local('0 2,14 * * *', 'Europe/Paris', autumn)).toEqual([
      '2026-10-25T02:00+02:00',
      '2026-10-25T14:00+01:00',
    ]);
    // Both lie in the gap, and its end comes once.
    expect(local('0,30 2 * * *', 'Europe/Paris', spring)).toEqual([
      '2026-03-29T03:00+02:00',
      '2026-03-30T02:00+02:00',
    ]);
    expect(local('0,30 2 * * *', 'Europe/Paris', { ...autumn, count: 3 })).toEqual([
      '2026-10-25T02:00+02:00',
      '2026-10-25T02:30+02:00',
      '2026-10-26T02:00+01:00',
    ]);
  });

  it('fires after a gap that ends the day, or is the whole of it', () => {
    expect(local('30 23 * * *', 'America/Nuuk', { after: '2026-03-28T12:00:00Z', count: 2 })).toEqual([
      '2026-03-29T00:00-01:00',
      '2026-03-29T23:30-01:00',
    ]);
    expect(local('0 9 * * *', 'Pacific/Apia', { after: '2011-12-29T20:00:00Z', count: 2 })).toEqual([
      '2011-12-31T00:00+14:00',
      '2011-12-31T09:00+14:00',
    ]);
  });

  it('keeps every half hour to elapsed time on both days', () => {
    expect(local('*/30 * * * *', 'Europe/Paris', { after: '2026-03-29T00:20:00Z', count: 3 })).toEqual([
      '2026-03-29T01:30+01:00',
      '2026-03-29T03:00+02:00',
      '2026-03-29T03:30+02:00',
    ]);
    expect(local('*/30 * * * *', 'Europe/Paris', { after: '2026-10-24T23:50:00Z', count: 5 })).toEqual([
      '2026-10-25T02:00+02:00',
      '2026-10-25T02:30+02:00',
      '2026-10-25T02:00+01:00',
      '2026-10-25T02:30+01:00',
      '2026-10-25T03:00+01:00',
    ]);
  });

  it('knows zones that move by half an hour, and zones that never move', () => {
    expect(local('45 2 * * *', 'Australia/Lord_Howe', { after: '2026-10-03T00:00:00Z', count: 2 })).toEqual([
      '2026-10-04T02:45+11:00',
      '2026-10-05T02:45+11:00',
    ]);
    expect(local('15 2 * * *', 'Australia/Lord_Howe', { after: '2026-10-03T00:00:00Z', count: 2 })).toEqual([
      '2026-10-04T02:30+11:00',
      '2026-10-05T02:15+11:00',
    ]);
    expect(local('45 1 * * *', 'Australia/Lord_Howe', { after: '2026-04-04T00:00:00Z', count: 2 })).toEqual([
      '2026-04-05T01:45+11:00',
      '2026-04-06T01:45+10:30',
    ]);
    expect(local('0 2 * * *', 'Asia/Kolkata', { after: '2026-03-28T12:00:00Z', count: 2 })).toEqual([
      '2026-03-29T02:00+05:30',
      '2026-03-30T02:00+05:30',
    ]);
  });

  const CHANGES: [timeZone: string, forwards: string, back: string][] = [
    ['Europe/Paris', '2026-03-29', '2026-10-25'],
    ['America/New_York', '2026-03-08', '2026-11-01'],
    ['America/Santiago', '2026-09-06', '2026-04-05'],
    ['Australia/Sydney', '2026-10-04', '2026-04-05'],
    ['Australia/Lord_Howe', '2026-10-04', '2026-04-05'],
    ['America/Nuuk', '2026-03-28', '2026-10-24'],
    ['Antarctica/Troll', '2026-03-29', '2026-10-25'],
  ];
  const HOUR = 3_600_000;

  it.each(CHANGES)(
    'finds the same moments backwards as forwards while clocks change in %s',
    (timeZone, ...days) => {
      for (const day of days) {
        const [from, until] = [-36, 60].map((hours) => new Date(Date.parse(day) + hours * HOUR)) as [
          Date,
          Date,
        ];
        for (const expression of ['30 2 * * *', '0,45 1,2,23 * * *', '0 */6 * * *']) {
          const cron = schedule(expression, timeZone);
          const forwards = cron.upcoming(from, 40).filter((at) => at <= until);
          expect(cron.latest(until, forwards.length)).toEqual(forwards);
          for (const moment of forwards) {
            expect(cron.latest(new Date(moment.getTime() + 59_000), 1)).toEqual([moment]);
            expect(cron.next(new Date(moment.getTime() - 1))).toEqual(moment);
          }
        }
      }
    },
  );

  it.each(CHANGES)('fires a fixed time once on each day of a year in %s', (timeZone) => {
    const days = schedule('30 2 * * *', timeZone)
      .upcoming(new Date('2026-01-01T12:00:00Z'), 365)
      .map((moment) => toLocalTime(moment, timeZone).slice(0, 10));
    expect(new Set(days).size).toBe(365);
  });

  it('is said in words, and takes names for common ones', () => {
    expect(schedule('0 2 * * *', 'UTC').text).toBe('At 02:00, every day');
    expect(schedule('@hourly', 'UTC').text).toBe('Every hour, every day');
    expect(schedule('@Midnight', 'UTC').text).toBe('At 00:00, every day');
    expect(schedule('@annually', 'UTC').upcoming(new Date('2026-05-01T00:00:00Z'), 1)).toEqual([
      new Date('2027-01-01T00:00:00Z'),
    ]);
    expect(schedule(' 0\t9  * * MON-FRI ', 'UTC').text).toBe('At 09:00, Monday through Friday');
    expect(schedule('0 9 * * MON-FRI', 'UTC').text).toBe('At 09:00, Monday through Friday');
    expect(schedule('0 0 * * *', 'europe/paris').timeZone).toBe('Europe/Paris');
  });

  it('refuses what is no expression of five fields, never fires, or names no zone', () => {
    const wrong = [
      '',
      'daily',
      '* * * *',
      '* * * * * *',
      '60 * * * *',
      '*/0 * * * *',
      '5-1 * * * *',
      '@reboot',
      '@every 5m',
      '? ? * * *',
    ];
    for (const expression of wrong)
      expect([expression, problems(expression)]).toEqual([expression, ['cron invalid_cron']]);
    expect(problems('0 0 30 2 *')).toEqual(['cron invalid_cron']);
    for (const zone of ['Mars/Olympus', '+02:00', '', 'Europe/Paris; DROP TABLE']) {
      expect([zone, problems('* * * * *', zone)]).toEqual([zone, ['time_zone unknown_time_zone']]);
    }
    expect(problems('nonsense', 'nowhere')).toEqual(['cron invalid_cron', 'time_zone unknown_time_zone']);
  });
});
