import { expect, it } from '@jest/globals';
import { z } from './configure-zod.ts';

const messageOf = (schema: z.ZodType, value: unknown): string | undefined =>
  schema.safeParse(value).error?.issues[0]?.message;

it('says in words for people what is too small or too large', () => {
  expect(messageOf(z.string().min(1), '')).toBe('Must not be empty');
  expect(messageOf(z.string().min(6), 'abc')).toBe('At least 6 characters');
  expect(messageOf(z.string().max(2_000), 'a'.repeat(2_001))).toBe('At most 2,000 characters');
  expect(messageOf(z.array(z.string()).min(1), [])).toBe('At least one is needed');
  expect(messageOf(z.array(z.string()).max(2), ['a', 'b', 'c'])).toBe('At most 2 entries');
  expect(messageOf(z.int().min(1), 0)).toBe('At least 1');
  expect(messageOf(z.number().lt(5), 5)).toBe('Less than 5');
});

it('leaves what a schema says itself as it is', () => {
  expect(messageOf(z.string().min(1, 'Give it a name'), '')).toBe('Give it a name');
});
