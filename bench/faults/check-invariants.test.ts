import { describe, expect, test } from '@jest/globals';
import { checkInvariants } from './check-invariants.ts';
import type { EventRecord, RecordedRun, TaskRecord } from './support/recorded-run.ts';

/** A parent that made a call and a child, and the child, which was asked something; all as it has to be. */
function buildRun(): RecordedRun {
  return {
    acknowledged: ['parent'],
    tasks: [
      buildTask('parent', { last_seq: 8 }),
      buildTask('child', { parent_task_id: 'parent', depth: 1, attempt: 5, last_seq: 8 }),
    ],
    events: [
      ...log('parent', [
        [0, 'status_change', { from: null, to: 'pending' }],
        [1, 'status_change', { from: 'pending', to: 'in_progress' }],
        [1, 'tool_call', { tool: 'ring_once' }, 'call'],
        [1, 'usage', { step: 1 }],
        [1, 'tool_started', { tool: 'ring_once' }, 'call'],
        [1, 'task_created', { task_id: 'child' }, 'spawn'],
        [1, 'tool_result', { tool: 'ring_once', status: 'ok' }, 'call'],
        [2, 'status_change', { from: 'in_progress', to: 'completed' }],
      ]),
      ...log('child', [
        [0, 'status_change', { from: null, to: 'pending' }],
        [1, 'status_change', { from: 'pending', to: 'in_progress' }],
        [2, 'input_request', {}, 'question'],
        [2, 'status_change', { from: 'in_progress', to: 'needs_input' }],
        [3, 'input_response', {}, 'question'],
        [3, 'status_change', { from: 'needs_input', to: 'pending' }],
        [4, 'status_change', { from: 'pending', to: 'in_progress' }],
        [5, 'status_change', { from: 'in_progress', to: 'completed' }],
      ]),
    ],
    inputs: [{ call_id: 'question', task_id: 'child', state: 'answered' }],
    effects: [{ key: 'call', kind: 'once', at: 0 }],
    processes: [
      { name: 'worker-1', endedByItself: false, log: '{"level":"warn","msg":"a connection was lost"}' },
    ],
  };
}

function buildTask(id: string, more: Partial<TaskRecord>): TaskRecord {
  return {
    id,
    session_id: `session of ${id}`,
    status: 'completed',
    attempt: 2,
    last_seq: 0,
    owner_id: null,
    lease_expires_at: null,
    parent_task_id: null,
    root_task_id: 'parent',
    depth: 0,
    late_writes_refused: 0,
    ...more,
  };
}

type Line = [attempt: number, type: string, body: Record<string, unknown>, callId?: string];

function log(taskId: string, lines: Line[]): EventRecord[] {
  return lines.map(([attempt, type, body, callId], index) => ({
    task_id: taskId,
    seq: index + 1,
    type,
    attempt,
    call_id: callId ?? null,
    body,
    created_at: new Date(0),
  }));
}

const parentOf = (run: RecordedRun): TaskRecord => run.tasks[0] as TaskRecord;
const childOf = (run: RecordedRun): TaskRecord => run.tasks[1] as TaskRecord;
/** The event of the parent at `seq`. */
const at = (run: RecordedRun, seq: number): EventRecord => run.events[seq - 1] as EventRecord;

/** Puts an event behind the parent's event at `seq`, which keeps the numbers without a gap. */
function insertAfter(run: RecordedRun, seq: number, event: Partial<EventRecord>): void {
  const before = at(run, seq);
  const own = run.events.filter(({ task_id }) => task_id === 'parent');
  for (const later of own.slice(seq)) later.seq += 1;
  run.events.splice(seq, 0, { ...before, ...event, seq: seq + 1 });
  parentOf(run).last_seq += 1;
}

test('a run in which nothing went wrong has no violation', () => {
  expect(checkInvariants(buildRun())).toEqual([]);
});

const corruptions: [rule: string, what: string, corrupt: (run: RecordedRun) => void][] = [
  ['I1', 'an acknowledged task is gone', (run) => run.acknowledged.push('gone')],
  ['I2', 'a task is never finished', (run) => (parentOf(run).status = 'pending')],
  [
    'I2',
    'a question stays open',
    (run) => run.inputs.push({ call_id: 'other', task_id: 'child', state: 'pending' }),
  ],
  ['I3', 'an event is missing', (run) => run.events.splice(3, 1)],
  ['I3', 'an event is there twice', (run) => run.events.splice(3, 0, at(run, 4))],
  ['I3', 'last_seq is ahead of the log', (run) => (parentOf(run).last_seq += 1)],
  ['I4', 'an event of a past attempt was accepted', (run) => (at(run, 5).attempt = 0)],
  ['I4', 'a status change raised no attempt', (run) => (at(run, 8).attempt = 1)],
  ['I4', 'a status does not follow from the one before', (run) => (at(run, 2).body['from'] = 'needs_input')],
  ['I4', 'the row and the log differ', (run) => (parentOf(run).status = 'failed')],
  ['I4', 'the log is ahead of the row', (run) => (parentOf(run).attempt = 1)],
  [
    'I5',
    'a task ends twice',
    (run) =>
      insertAfter(run, 7, {
        attempt: 2,
        type: 'status_change',
        call_id: null,
        body: { from: 'in_progress', to: 'cancelled' },
      }),
  ],
  ['I5', 'a task goes on after its end', (run) => insertAfter(run, 8, { attempt: 2, type: 'message' })],
  ['I5', 'a task that ended is open again', (run) => (parentOf(run).status = 'needs_input')],
  ['I6', 'a call has two results', (run) => insertAfter(run, 7, {})],
  ['I6', 'a step was recorded twice', (run) => insertAfter(run, 4, {})],
  ['I6', 'a call started that was never planned', (run) => (at(run, 3).call_id = 'another')],
  ['I6', 'a task completed without the result of a call', (run) => (at(run, 7).type = 'message')],
  [
    'I6',
    'an answer is not in the log',
    (run) => run.inputs.push({ call_id: 'q2', task_id: 'child', state: 'answered' }),
  ],
  [
    'I6',
    'the log has an answer that nobody gave',
    (run) => run.inputs.forEach((input) => (input.state = 'withdrawn')),
  ],
  ['I7', 'a final task has an owner', (run) => (parentOf(run).owner_id = 'worker')],
  ['I7', 'a running task has no lease', (run) => (parentOf(run).status = 'in_progress')],
  [
    'I8',
    'something happened that was never planned',
    (run) => run.effects.push({ key: 'x', kind: 'same', at: 0 }),
  ],
  [
    'I8',
    'something happened more often than it was started',
    (run) => run.effects.push({ key: 'call', kind: 'same', at: 0 }),
  ],
  [
    'I8',
    'what may happen once happened twice',
    (run) => {
      insertAfter(run, 5, {});
      run.effects.push({ key: 'call', kind: 'once', at: 0 });
    },
  ],
  ['I8', 'a result stands for something that never happened', (run) => run.effects.splice(0)],
  ['I9', 'a child has no parent', (run) => (childOf(run).parent_task_id = 'gone')],
  ['I9', 'a child is not announced', (run) => (at(run, 6).type = 'message')],
  ['I9', 'a child is not at its depth', (run) => (childOf(run).depth = 3)],
  ['I9', 'a child has another root', (run) => (childOf(run).root_task_id = 'child')],
  [
    'I9',
    'a child outlived its cancelled parent',
    (run) => {
      parentOf(run).status = 'cancelled';
      childOf(run).status = 'needs_input';
    },
  ],
  [
    'I10',
    'a process ended by itself',
    (run) => run.processes.forEach((process) => (process.endedByItself = true)),
  ],
  [
    'I10',
    'a rejection was not handled',
    (run) => run.processes.forEach((process) => (process.log = 'UnhandledPromiseRejection: x')),
  ],
  [
    'I10',
    'a process logged an error',
    (run) => run.processes.forEach((process) => (process.log = '{"level":"error"}')),
  ],
];

describe('each way in which a run can go wrong is reported', () => {
  test.each(corruptions)('%s: %s', (rule, _what, corrupt) => {
    const run = buildRun();
    corrupt(run);
    expect(checkInvariants(run).map((violation) => violation.rule)).toContain(rule);
  });
});
