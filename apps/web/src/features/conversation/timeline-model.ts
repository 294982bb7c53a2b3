import type { TaskEvent } from '@taskhelm/contract';

export type TimelineKind = 'queued' | 'model' | 'tool' | 'waiting' | 'children';
/** One stretch of time; `seq` is the event that shows it in the conversation. `to` is null while it lasts. */
export type TimelineSpan = {
  kind: TimelineKind;
  name: string;
  seq: number;
  from: number;
  to: number | null;
  failed: boolean;
};

/** The spans of a session in the order in which they began, from its events in ascending order. Times in milliseconds. */
export function timelineSpans(events: readonly TaskEvent[]): TimelineSpan[] {
  const spans: TimelineSpan[] = [];
  const calls = new Map<string, TimelineSpan>();
  const callSeqs = new Map<string, number>();
  let status: TimelineSpan | null = null;
  let model: TimelineSpan | null = null;
  let modelSeq = 0;
  let asked: number | undefined;

  for (const event of events) {
    const at = Date.parse(event.created_at);
    const begin = (kind: TimelineKind, name: string, seq = event.seq): TimelineSpan => {
      const span: TimelineSpan = { kind, name, seq, from: at, to: null, failed: false };
      spans.push(span);
      return span;
    };
    switch (event.type) {
      case 'status_change':
        if (status) status.to = at;
        status = null;
        if (event.to === 'needs_input') status = begin('waiting', 'Waiting for a person', asked);
        if (event.to === 'pending') {
          status =
            event.reason === 'waiting_on_child'
              ? begin('children', 'Waiting for delegated tasks')
              : begin('queued', 'Queued');
        }
        if (event.to !== 'in_progress') endOpen(at);
        break;
      case 'model_started':
        if (model) end(model, at, true);
        model = begin('model', event.model);
        modelSeq = event.seq;
        break;
      case 'reasoning':
      case 'message':
      case 'tool_call':
        // The first of what the model said stands for its call.
        if (model?.seq === modelSeq) model.seq = event.seq;
        if (event.type === 'tool_call') callSeqs.set(event.call_id, event.seq);
        break;
      case 'input_request':
        asked = callSeqs.get(event.request.about_call_id ?? '') ?? event.seq;
        break;
      case 'usage':
      case 'error':
        if (model) end(model, at, event.type === 'error');
        model = null;
        break;
      case 'tool_started':
        calls.set(event.call_id, begin('tool', event.tool, callSeqs.get(event.call_id)));
        break;
      case 'tool_result': {
        const span = calls.get(event.call_id);
        if (span) end(span, at, event.status !== 'ok');
        calls.delete(event.call_id);
        break;
      }
      default:
        break;
    }
  }
  return spans;

  /** Whatever runs is over when the task leaves its worker. */
  function endOpen(at: number): void {
    if (model) end(model, at, true);
    model = null;
    for (const span of calls.values()) end(span, at, true);
    calls.clear();
  }
}

function end(span: TimelineSpan, at: number, failed: boolean): void {
  span.to = at;
  span.failed = failed;
}

/** How long each kind of span took in all, in milliseconds; what ran side by side counts once. */
export function timeByKind(
  spans: readonly TimelineSpan[],
  now: number,
): { kind: TimelineKind; milliseconds: number }[] {
  return [...Map.groupBy(spans, ({ kind }) => kind)].map(([kind, alike]) => {
    let until = 0;
    let milliseconds = 0;
    for (const { from, to } of alike.toSorted((one, other) => one.from - other.from)) {
      const end = to ?? now;
      milliseconds += Math.max(0, end - Math.max(from, until));
      until = Math.max(until, end);
    }
    return { kind, milliseconds };
  });
}

/** Where a span lies on a line that is 1 long, and how much of it it takes. */
export type Placed = { span: TimelineSpan; start: number; width: number };

const WAIT_SHARE = 0.04;

/**
 * Places spans on a line. Waiting is what most tasks spend their time with, so with `foldsWaiting` each wait that would
 * take more than a twenty-fifth of the line is drawn that long and no longer.
 */
export function placeSpans(
  spans: readonly TimelineSpan[],
  now: number,
  { foldsWaiting }: { foldsWaiting: boolean },
): Placed[] {
  const first = Math.min(...spans.map(({ from }) => from));
  const last = Math.max(...spans.map(({ to }) => to ?? now), first + 1);
  const toLine = foldsWaiting ? foldedScale(spans, { first, last, now }) : plainScale(first, last);
  return spans.map((span) => {
    const start = toLine(span.from);
    return { span, start, width: toLine(span.to ?? now) - start };
  });
}

const plainScale =
  (first: number, last: number) =>
  (time: number): number =>
    (time - first) / (last - first);

/** Waits never overlap: a task has one status at a time. */
function foldedScale(
  spans: readonly TimelineSpan[],
  { first, last, now }: { first: number; last: number; now: number },
): (time: number) => number {
  const waits = spans.filter(({ kind }) => kind === 'waiting' || kind === 'children' || kind === 'queued');
  const lengths = waits.map(({ from, to }) => ({ from, to: to ?? now, length: (to ?? now) - from }));
  const work = last - first - lengths.reduce((sum, { length }) => sum + length, 0);
  const longest = Math.max(work, 1) * WAIT_SHARE;
  const shortened = lengths.map((wait) => ({ ...wait, drawn: Math.min(wait.length, longest) }));
  const total = Math.max(work, 1) + shortened.reduce((sum, { drawn }) => sum + drawn, 0);
  return (time) => {
    let place = time - first;
    for (const { from, to, length, drawn } of shortened) {
      if (length === 0 || time <= from) continue;
      const passed = Math.min(time, to) - from;
      place -= passed * (1 - drawn / length);
    }
    return place / total;
  };
}
