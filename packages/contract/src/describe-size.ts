import type { z } from 'zod';

const UNITS: Record<string, string> = { string: ' characters', array: ' entries' };

/** What is too small or too large in words for the person who typed it; zod's own are for programmers. */
export const describeSize: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'too_small') {
    const { origin, minimum, inclusive = true } = issue;
    if (origin === 'string' && minimum === 1) return 'Must not be empty';
    if (origin === 'array' && minimum === 1) return 'At least one is needed';
    return `${inclusive ? 'At least' : 'More than'} ${amount(minimum, origin)}`;
  }
  if (issue.code === 'too_big') {
    const { origin, maximum, inclusive = true } = issue;
    return `${inclusive ? 'At most' : 'Less than'} ${amount(maximum, origin)}`;
  }
  return undefined;
};

const amount = (limit: number | bigint, origin: string): string =>
  `${limit.toLocaleString('en')}${UNITS[origin] ?? ''}`;
