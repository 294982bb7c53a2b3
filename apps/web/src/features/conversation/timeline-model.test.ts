import { describe, expect, test } from '@jest/globals';
import type { TaskEvent, TaskEventBody, TaskStatus } from '@taskhelm/contract';
import { placeSpans, timeByKind, timelineSpans, type TimelineSpan } from './timeline-model.ts';

const CALL = '01900000-0000-7000-8000-000000000001';
const START = Date.UTC(2026, 0, 1);

function log(...entries: [second: number, body: TaskEventBody][]): TaskEvent[] {
  return entries.map(([second, body], index) => ({
    seq: index + 1,
    created_at: new Date(START + second * 1_000).toISOString(),
    attempt: 1,
    agent: 'researcher',
    ...body,
  }));
}
const change = (to: TaskStatus, reason = 'x'): TaskEventBody => ({
  type: 'status_change',
  from: null,
  to,
  reason,
  by: null,
  note: null,
});
const modelStarted: TaskEventBody = { type: 'model_started', model: 'openai:m', step: 1 };
const usage: TaskEventBody = {
  type: 'usage',
  model: 'openai:m',
  step: 1,
  input_tokens: 1,
  output_tokens: 1,
  cost_microusd: null,
  duration_ms: 1,
  finish_reason: 'stop',
};
const toolStarted: TaskEventBody = { type: 'tool_started', call_id: CALL, tool: 'calculate', args: {} };
const toolResult = (status: 'ok' | 'error'): TaskEventBody => ({
  type: 'tool_result',
  call_id: CALL,
  tool: 'calculate',
  status,
  output: 1,
  duration_ms: 1,
});
const brief = (spans: readonly TimelineSpan[]): string[] =>
  spans.map(({ kind, from, to, failed }) => {
    const end = to === null ? '…' : (to - START) / 1_000;
    return `${kind} ${(from - START) / 1_000}–${end}${failed ? ' failed' : ''}`;
  });

describe('the timeline', () => {
  test('tells queueing, the model, tools and waiting for a person apart', () => {
    const spans = timelineSpans(
      log(
        [0, change('pending')],
        [2, change('in_progress')],
        [2, modelStarted],
        [5, usage],
        [5, toolStarted],
        [6, toolResult('error')],
        [6, change('needs_input')],
        [66, change('pending', 'answered')],
        [67, change('in_progress')],
        [67, modelStarted],
      ),
    );
    expect(brief(spans)).toEqual([
      'queued 0–2',
      'model 2–5',
      'tool 5–6 failed',
      'waiting 6–66',
      'queued 66–67',
      'model 67–…',
    ]);
  });

  test('ends what was running when the task was cancelled, and when the model was asked again', () => {
    const spans = timelineSpans(
      log(
        [0, change('in_progress')],
        [0, modelStarted],
        [3, modelStarted],
        [4, usage],
        [4, toolStarted],
        [9, change('cancelled')],
      ),
    );
    expect(brief(spans)).toEqual(['model 0–3 failed', 'model 3–4', 'tool 4–9 failed']);
  });

  test('a wait for delegated tasks is not called queueing', () => {
    const spans = timelineSpans(log([0, change('pending', 'waiting_on_child')], [5, change('in_progress')]));
    expect(brief(spans)).toEqual(['children 0–5']);
  });

  test('a span leads to what the model said, to the call of a tool, and to what a person was asked', () => {
    const call = (id: string): TaskEventBody => ({
      type: 'tool_call',
      call_id: id,
      tool: 'calculate',
      args: {},
      effect: 'read',
      step: 1,
      provider_call_id: id,
    });
    const other = CALL.replace(/1$/, '2');
    const spans = timelineSpans(
      log(
        [0, change('in_progress')],
        [0, modelStarted],
        [1, { type: 'reasoning', text: 'Both', step: 1 }],
        [1, call(CALL)],
        [1, call(other)],
        [1, usage],
        [1, toolStarted],
        [1, { ...toolStarted, call_id: other }],
        [2, toolResult('ok')],
        [2, { type: 'input_request', call_id: other, request: { about_call_id: other } } as TaskEventBody],
        [2, change('needs_input')],
      ),
    );
    expect(spans.map(({ kind, seq }) => `${kind} ${seq}`)).toEqual([
      'model 3',
      'tool 4',
      'tool 5',
      'waiting 5',
    ]);
  });

  test('time spent side by side counts once in the sum of its kind', () => {
    const span = (from: number, to: number | null): TimelineSpan => ({
      kind: 'tool',
      name: 'x',
      seq: 1,
      from,
      to,
      failed: false,
    });
    expect(timeByKind([span(0, 10), span(2, 5), span(8, 12), span(20, null)], 25)).toEqual([
      { kind: 'tool', milliseconds: 17 },
    ]);
  });

  test('spans lie on a line from 0 to 1, in their proportions', () => {
    const spans = timelineSpans(
      log([0, change('pending')], [5, change('in_progress')], [5, modelStarted], [10, usage]),
    );
    const placed = placeSpans(spans, START + 10_000, { foldsWaiting: false });
    expect(placed.map(({ start, width }) => [start, width])).toEqual([
      [0, 0.5],
      [0.5, 0.5],
    ]);
  });

  test('a long wait is drawn short, so that the work can be seen, and nothing leaves the line', () => {
    const spans = timelineSpans(
      log(
        [0, change('in_progress')],
        [0, modelStarted],
        [10, usage],
        [10, change('needs_input')],
        [10_000, change('pending')],
        [10_000, change('in_progress')],
        [10_000, modelStarted],
      ),
    );
    const placed = placeSpans(spans, START + 10_010_000, { foldsWaiting: true });
    const widths = placed.map(({ span, width }) => [span.kind, Math.round(width * 100)]);
    expect(widths).toEqual([
      ['model', 48],
      ['waiting', 4],
      ['queued', 0],
      ['model', 48],
    ]);
    for (const { start, width } of placed) expect(start + width).toBeLessThanOrEqual(1.000_001);
  });
});
