/** @jest-environment node */
import { describe, expect, test } from '@jest/globals';
import type { TaskDetail } from '@taskhelm/contract';
import { emptyDraft, type NewTaskDraft } from './new-task-draft.ts';
import { createBodyOf, draftOf, retryBodyOf } from './new-task-request.ts';
import { newTaskFormSchema } from './new-task-resolver.ts';

const ID = '01900000-0000-7000-8000-000000000001';
const draft = (fields: Partial<NewTaskDraft> = {}): NewTaskDraft => ({
  ...emptyDraft(),
  agent: 'researcher',
  title: 'T',
  ...fields,
});
const errorsOf = (fields: Partial<NewTaskDraft>): Record<string, string[] | undefined> =>
  newTaskFormSchema.safeParse(draft(fields)).error?.flatten().fieldErrors ?? {};

describe('a new task', () => {
  test('is asked for with what was typed, in the units of the API', () => {
    const body = createBodyOf(
      draft({
        labels: 'a, b, a',
        metadata: '{"ticket": "T-88"}',
        parent: `http://localhost:8443/tasks/${ID}#m=3`,
        max_steps: '20',
        minutes: '1,5',
        dollars: '0.25',
      }),
    );
    expect(body).toEqual({
      agent: 'researcher',
      title: 'T',
      priority: 'normal',
      labels: ['a', 'b'],
      metadata: { ticket: 'T-88' },
      parent_task_id: ID,
      limits: { max_steps: 20, timeout_ms: 90_000, max_cost_microusd: 250_000 },
    });
  });

  test('leaves out what was left empty', () => {
    expect(Object.keys(createBodyOf(draft()))).toEqual(['agent', 'title', 'priority', 'labels']);
  });

  test.each([
    ['Broken JSON', { metadata: '{"ticket": ' }, 'metadata', 'This is not JSON'],
    [
      'Much metadata',
      { metadata: `{"long": "${'x'.repeat(17_000)}"}` },
      'metadata',
      'Too large: at most 16 KiB of JSON',
    ],
    ['What is no id', { parent: 'T-88' }, 'parent', 'The id of a task, or a link to it'],
    ['Half a step', { max_steps: '1.5' }, 'max_steps', 'A whole number from 1 to 1,000'],
    ['What is no number', { minutes: 'long' }, 'minutes', 'From 1 second to 24 hours, in minutes'],
  ])('%s is refused at its field', (_what, fields, field, message) => {
    expect(errorsOf(fields)[field]).toContain(message);
  });

  test('metadata has to be an object', () => {
    expect(errorsOf({ metadata: '[1]' })['metadata']).toHaveLength(1);
  });
});

test('a task is run again with its own words and limits, those too that the form does not show', () => {
  const task = {
    agent: { id: 'a', name: 'ops' },
    title: 'Sync',
    description: null,
    limits: { max_steps: 2, max_tokens: 500, timeout_ms: 90_000 },
  } as TaskDetail;
  const again = draftOf(task);
  expect(again).toMatchObject({
    agent: 'ops',
    title: 'Sync',
    description: '',
    max_steps: '2',
    minutes: '1.5',
  });
  expect(retryBodyOf({ ...again, max_steps: '40', minutes: '' }, task)).toEqual({
    agent: 'ops',
    title: 'Sync',
    description: '',
    limits: { max_steps: 40, max_tokens: 500 },
  });
});
