import { z, type Json } from '@taskhelm/contract';
import { defineTool } from '../define-tool.ts';
import { ToolError } from '../tool.ts';

/** The date and time in a zone. */
export const currentTime = defineTool({
  kind: 'run',
  name: 'current_time',
  description: 'The current date and time, in UTC and in a time zone.',
  parameters: z.strictObject({
    time_zone: z.string().max(100).optional().describe('IANA name such as Europe/Paris; UTC where missing'),
  }),
  effect: 'read',
  run: async ({ time_zone = 'UTC' }, { now }) => describe(now(), time_zone),
});

function describe(moment: Date, timeZone: string): Json {
  const parts = Object.fromEntries(
    formatter(timeZone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  );
  return {
    time_zone: timeZone,
    date: `${parts.year}-${parts.month}-${parts.day}`,
    time: `${parts.hour}:${parts.minute}:${parts.second}`,
    weekday: parts.weekday ?? '',
    offset: parts.timeZoneName ?? '',
    utc: moment.toISOString(),
  };
}

function formatter(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      weekday: 'long',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'longOffset',
    });
  } catch {
    throw new ToolError(
      `There is no time zone named ${timeZone}. Use an IANA name such as Europe/Paris or UTC.`,
    );
  }
}
