/** @jest-environment jsdom */
import { afterEach, expect, test } from '@jest/globals';
import type { Failures, InboxItem, Task } from '@taskhelm/contract';
import { cleanup, render, screen } from '@testing-library/react';
import ReactMarkdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { writeHandover } from './handover-markdown.ts';
import { newReasonsFirst, type Handover } from './handover.ts';

const ORIGIN = 'https://tasks.example';
const AT = '2026-01-10T04:00:00.000Z';
const STAMP = '10 Jan 2026, 04:00 UTC';
const HOSTILE = [
  '](https://evil.example) [click',
  '<img src=x onerror=alert(1)> & <script>',
  '**bold** _it_ ~~gone~~ `code` # not a heading | cell',
  'https://evil.example/x www.evil.example me@evil.example @everyone #12',
  '![seen](https://evil.example/i.png)',
  '- list',
  '1. list',
  String.raw`a \[back\] slash\\`,
  '[ref]: https://evil.example',
];

const failure = (code: string, is_new: boolean, message = 'It broke'): Failures['data'][number] => ({
  code,
  count: 2,
  first_at: AT,
  last_at: AT,
  is_new,
  task_id: `id-of-${code}`,
  message,
  agents: ['ops'],
});
const item = (title: string, more: Partial<InboxItem> = {}): InboxItem =>
  ({
    title,
    task_id: 'task-1',
    asked_at: AT,
    answered_at: null,
    answered_by: null,
    decision: null,
    answers: null,
    message: null,
    questions: [],
    task: { id: 'task-1', title: 'Nightly', agent: { id: 'a', name: 'ops' } },
    ...more,
  }) as InboxItem;
const task = (title: string): Task =>
  ({ id: 'task-2', title, agent: { id: 'a', name: 'ops' }, finished_at: AT }) as Task;

const handover: Handover = {
  since: '2026-01-10T00:00:00.000Z',
  until: '2026-01-10T08:00:00.000Z',
  waiting: { rows: [], total: 0 },
  failures: [],
  failed: 0,
  answered: { rows: [], total: 0 },
  completed: { rows: [], total: 0 },
  cancelled: 0,
};

afterEach(cleanup);

test('each part is told with its number, and each line leads to its task', () => {
  const text = writeHandover(
    {
      ...handover,
      waiting: { rows: [item('Which segment?')], total: 1 },
      failures: [failure('model_away', false), failure('odd_one', true)],
      failed: 4,
      answered: {
        rows: [
          item('Delete 14 files?', {
            decision: 'reject',
            answered_at: AT,
            answered_by: { type: 'user', id: '1', name: 'Ana' },
          }),
        ],
        total: 1,
      },
      completed: { rows: [task('Market analysis Q1')], total: 3 },
      cancelled: 1,
    },
    ORIGIN,
    'utc',
  );
  expect(text).toBe(`# Handover

10 Jan 2026, 00:00 UTC – 10 Jan 2026, 08:00 UTC

## Waiting for a person (1)

- [Which segment?](https://tasks.example/tasks/task-1) · ops, Nightly · since ${STAMP}

## Failed (4)

- **New:** odd\\_one, 2 tasks of ops · [It broke](https://tasks.example/tasks/id-of-odd_one)
- model\\_away, 2 tasks of ops · [It broke](https://tasks.example/tasks/id-of-model_away)

## Answered (1)

- Ana rejected · [Delete 14 files?](https://tasks.example/tasks/task-1) · ${STAMP}

## Completed (3)

- [Market analysis Q1](https://tasks.example/tasks/task-2) · ops · ${STAMP}
- and 2 more

1 task cancelled.
`);
});

test('where nothing happened it says so', () => {
  expect(writeHandover(handover, ORIGIN, 'utc').match(/Nothing\./g)).toHaveLength(4);
});

test.each(HOSTILE)('%j is shown as it is, whoever reads the Markdown', (title) => {
  const text = writeHandover({ ...handover, completed: { rows: [task(title)], total: 1 } }, ORIGIN, 'utc');
  const { container } = render(<ReactMarkdown remarkPlugins={[remarkGfm]}>{text}</ReactMarkdown>);
  const [link, ...others] = screen.getAllByRole('link');
  expect(link?.textContent).toBe(title);
  expect(link?.getAttribute('href')).toBe(`${ORIGIN}/tasks/task-2`);
  expect(others).toEqual([]);
  expect(container.querySelectorAll('img, script, strong, em, del, code, h3, table')).toHaveLength(0);
});

test('lines and directions of a title cannot leave its line', () => {
  const text = writeHandover(
    { ...handover, completed: { rows: [task('one\n\n# two\r\u202Etxt')], total: 1 } },
    ORIGIN,
    'utc',
  );
  expect(text).toContain(String.raw`- [one \# two txt](`);
});

test('what agents call themselves and what failed is escaped too', () => {
  const text = writeHandover(
    { ...handover, failures: [{ ...failure('a*b*', true, '<b>'), agents: ['x_y_z'] }], failed: 1 },
    ORIGIN,
    'utc',
  );
  expect(text).toContain(String.raw`a\*b\*, 2 tasks of x\_y\_z · [\<b\>]`);
});

test('new reasons come first, and the order within them stays', () => {
  const order = newReasonsFirst([
    failure('a', false),
    failure('b', true),
    failure('c', false),
    failure('d', true),
  ]);
  expect(order.map(({ code }) => code)).toEqual(['b', 'd', 'a', 'c']);
});
