import { describe, expect, test } from '@jest/globals';
import type { TaskEvent, TaskEventBody } from '@taskhelm/contract';
import { groupEvents, thinkingSince, type ToolItem } from './group-events.ts';

const CALL = '01900000-0000-7000-8000-000000000001';
const INPUT = '01900000-0000-7000-8000-000000000002';
const person = { type: 'user', id: 'u', name: 'Ana' } as const;

function log(...bodies: TaskEventBody[]): TaskEvent[] {
  return bodies.map((body, index) => ({
    seq: index + 1,
    created_at: `2026-01-01T00:00:${String(index).padStart(2, '0')}.000Z`,
    attempt: 1,
    agent: 'researcher',
    ...body,
  }));
}

const called: TaskEventBody = {
  type: 'tool_call',
  call_id: CALL,
  tool: 'calculate',
  args: { expression: '1+1' },
  effect: 'read',
  step: 1,
  provider_call_id: 'p',
};
const started: TaskEventBody = {
  type: 'tool_started',
  call_id: CALL,
  tool: 'calculate',
  args: { expression: '2+2' },
};
const done: TaskEventBody = {
  type: 'tool_result',
  call_id: CALL,
  tool: 'calculate',
  status: 'ok',
  output: { value: 2 },
  duration_ms: 12,
};
function asked(kind: 'question' | 'confirmation', callId: string): TaskEventBody {
  return {
    type: 'input_request',
    call_id: callId,
    request: {
      call_id: callId,
      session_id: INPUT,
      task_id: INPUT,
      about_call_id: CALL,
      kind,
      title: 'Sure?',
      body_markdown: null,
      questions: [],
      action: null,
      allowed_decisions: [],
      expires_at: null,
      on_expiry: 'stay',
    },
  };
}
function answered(callId: string, outcome: 'approved' | 'edited' | 'rejected'): TaskEventBody {
  return {
    type: 'input_response',
    call_id: callId,
    outcome,
    decision: outcome === 'edited' ? 'edit' : 'approve',
    answers: null,
    args: null,
    message: null,
    by: person,
    via: 'dashboard',
  };
}
const tool = (events: TaskEvent[]): ToolItem => {
  const item = groupEvents(events).find((candidate) => candidate.kind === 'tool');
  if (!item) throw new Error('no tool item');
  return item;
};

describe('a tool call', () => {
  test('and its result are one item, at the place of the call', () => {
    const items = groupEvents(
      log(called, { type: 'message', role: 'assistant', text: 'Hm', by: null, step: 1 }, done),
    );
    expect(items.map(({ kind, seq }) => [kind, seq])).toEqual([
      ['tool', 1],
      ['agent', 2],
    ]);
    expect(items[0]).toMatchObject({ state: 'ok', output: { value: 2 }, durationMs: 12, resultSeq: 3 });
  });

  test('goes from called over running to its outcome', () => {
    expect(tool(log(called)).state).toBe('called');
    expect(tool(log(called, started)).state).toBe('running');
    expect(tool(log(called, started, done)).state).toBe('ok');
  });

  test('waits for approval, and shows who gave it and what it ran with', () => {
    expect(tool(log(called, asked('confirmation', INPUT))).state).toBe('awaiting');
    const item = tool(log(called, asked('confirmation', INPUT), answered(INPUT, 'edited'), started, done));
    expect(item).toMatchObject({ state: 'ok', args: { expression: '1+1' }, ranWith: { expression: '2+2' } });
    expect(item.confirmation?.response?.by.name).toBe('Ana');
  });

  test('whose beginning is on an earlier page is still shown', () => {
    expect(tool(log(done))).toMatchObject({ state: 'ok', args: undefined, output: { value: 2 } });
  });
});

test('a call that is itself a question is drawn once, as the question', () => {
  const items = groupEvents(log(called, asked('question', CALL), answered(CALL, 'approved'), done));
  expect(items.map(({ kind }) => kind)).toEqual(['question']);
});

test('changes of status with nothing between them are one line', () => {
  const change = (to: 'pending' | 'in_progress'): TaskEventBody => ({
    type: 'status_change',
    from: null,
    to,
    reason: 'x',
    by: null,
    note: null,
  });
  const items = groupEvents(log(change('pending'), change('in_progress'), called, change('pending')));
  expect(items.map(({ kind }) => kind)).toEqual(['status', 'tool', 'status']);
});

test('the model is at work from its start until it has answered', () => {
  const start: TaskEventBody = { type: 'model_started', model: 'm', step: 1 };
  const usage: TaskEventBody = {
    type: 'usage',
    model: 'm',
    step: 1,
    input_tokens: 1,
    output_tokens: 1,
    cost_microusd: null,
    duration_ms: 1,
    finish_reason: 'stop',
  };
  expect(thinkingSince(log(start))).not.toBeNull();
  expect(thinkingSince(log(start, usage))).toBeNull();
});

test('data from outside is no message of anyone', () => {
  const event = { type: 'attachment', name: 'payload', text: '{}', size_bytes: 2, boundary: 'b' } as const;
  expect(groupEvents(log(event)).map(({ kind }) => kind)).toEqual(['attachment']);
});
