import { describe, expect, it } from '@jest/globals';
import { createTaskRequestSchema, listTasksQuerySchema } from './task.ts';
import { respondRequestSchema } from './input.ts';

describe('a request to create a task', () => {
  it('needs an agent and a title, and fills in the rest', () => {
    expect(createTaskRequestSchema.parse({ agent: 'researcher', title: '  Look  ' })).toEqual({
      agent: 'researcher',
      title: 'Look',
      priority: 'normal',
      labels: [],
      metadata: {},
      limits: {},
    });
  });

  it.each([
    ['a title of spaces', { title: '   ' }],
    ['a title of 201 characters', { title: 'x'.repeat(201) }],
    ['a description over 32 KiB in UTF-8', { description: 'é'.repeat(16_385) }],
    ['metadata over 16 KiB', { metadata: { text: 'x'.repeat(16_400) } }],
    ['21 labels', { labels: Array.from({ length: 21 }, (_, index) => `l${index}`) }],
    ['an unknown key', { source: 'cron' }],
  ])('refuses %s', (_what, wrong) => {
    expect(createTaskRequestSchema.safeParse({ agent: 'a', title: 't', ...wrong }).success).toBe(false);
  });

  it('counts characters, not the halves that some are stored in', () => {
    const title = '🧭'.repeat(200);
    expect(createTaskRequestSchema.parse({ agent: 'a', title }).title).toBe(title);
    expect(createTaskRequestSchema.safeParse({ agent: 'a', title: `${title}🧭` }).success).toBe(false);
  });

  it('takes a title of exactly 200 characters with spaces around it', () => {
    const title = 'x'.repeat(200);
    expect(createTaskRequestSchema.parse({ agent: 'a', title: ` ${title} ` }).title).toBe(title);
  });
});

describe('a query of the task list', () => {
  it('reads lists that are repeated, comma-separated, or both', () => {
    expect(listTasksQuerySchema.parse({ status: ['failed,completed', 'failed'] }).status).toEqual([
      'failed',
      'completed',
    ]);
  });

  it.each([
    { status: 'done' },
    { page: '0' },
    { per_page: '101' },
    { sort: 'title' },
    { page: '1.5' },
    { colour: 'red' },
  ])('refuses %j', (query) => {
    expect(listTasksQuerySchema.safeParse(query).success).toBe(false);
  });
});

describe('an answer', () => {
  it('comes in exactly one of three forms', () => {
    expect(respondRequestSchema.safeParse({ answers: ['yes'] }).success).toBe(true);
    expect(respondRequestSchema.safeParse({}).success).toBe(false);
    expect(respondRequestSchema.safeParse({ answers: ['yes'], decision: 'approve' }).success).toBe(false);
  });

  it('has arguments with the decision edit, and only with it', () => {
    expect(respondRequestSchema.safeParse({ decision: 'edit' }).success).toBe(false);
    expect(respondRequestSchema.safeParse({ decision: 'approve', args: {} }).success).toBe(false);
    expect(respondRequestSchema.safeParse({ decision: 'edit', args: {} }).success).toBe(true);
  });
});
