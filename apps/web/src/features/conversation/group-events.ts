import type { Actor, Json, TaskEvent, TaskEventOf, ToolEffect, ToolResultStatus } from '@taskhelm/contract';

export type InputExchange = {
  request: TaskEventOf<'input_request'>['request'];
  askedAt: string;
  response: (TaskEventOf<'input_response'> & { at: string }) | null;
};

export type ToolState = 'called' | 'running' | 'awaiting' | ToolResultStatus;

/** What the conversation is drawn from: events that belong together made one, the rest left out. `seq` is its key. */
export type ConversationItem =
  | { kind: 'user'; seq: number; at: string; text: string; by: Actor | null }
  | { kind: 'attachment'; seq: number; at: string; event: TaskEventOf<'attachment'> }
  | { kind: 'agent'; seq: number; at: string; text: string; agent: string }
  | { kind: 'reasoning'; seq: number; at: string; text: string }
  | ToolItem
  | { kind: 'question'; seq: number; at: string; exchange: InputExchange; agent: string }
  /** Changes of status with nothing between them. */
  | { kind: 'status'; seq: number; at: string; endedAt: string; changes: TaskEventOf<'status_change'>[] }
  | { kind: 'error'; seq: number; at: string; event: TaskEventOf<'error'> }
  | { kind: 'child'; seq: number; at: string; event: TaskEventOf<'task_created'> }
  | { kind: 'compaction'; seq: number; at: string; event: TaskEventOf<'context_compacted'> }
  | { kind: 'limit'; seq: number; at: string; event: TaskEventOf<'limit_raised'> };

export type ToolItem = {
  kind: 'tool';
  seq: number;
  at: string;
  callId: string;
  tool: string;
  /** Undefined where the call itself is on an earlier page. */
  args: Json | undefined;
  effect: ToolEffect | null;
  state: ToolState;
  /** Edited by a person: what the tool really ran with. */
  ranWith: Json | undefined;
  output: Json | undefined;
  durationMs: number | null;
  /** When its result was recorded. */
  endedAt: string | null;
  truncated: boolean;
  sizeBytes: number | null;
  resultSeq: number | null;
  confirmation: InputExchange | null;
};

/** Joins calls with their results, and requests with their answers. Events come in ascending order. */
export function groupEvents(events: readonly TaskEvent[]): ConversationItem[] {
  const items: ConversationItem[] = [];
  const tools = new Map<string, ToolItem>();
  const exchanges = new Map<string, InputExchange>();

  for (const event of events) {
    const frame = { seq: event.seq, at: event.created_at };
    switch (event.type) {
      case 'message':
        items.push(
          event.role === 'user'
            ? { kind: 'user', ...frame, text: event.text, by: event.by }
            : { kind: 'agent', ...frame, text: event.text, agent: event.agent },
        );
        break;
      case 'attachment':
        items.push({ kind: 'attachment', ...frame, event });
        break;
      case 'reasoning':
        items.push({ kind: 'reasoning', ...frame, text: event.text });
        break;
      case 'tool_call': {
        const item = newTool(event, frame);
        tools.set(event.call_id, item);
        items.push(item);
        break;
      }
      case 'tool_started': {
        const item = toolOf(event, frame);
        item.state = 'running';
        item.ranWith = event.args;
        item.args ??= event.args;
        break;
      }
      case 'tool_result': {
        const item = toolOf(event, frame);
        item.state = event.status;
        item.output = event.output;
        item.durationMs = event.duration_ms;
        item.endedAt = event.created_at;
        item.truncated = event.truncated ?? false;
        item.sizeBytes = event.size_bytes ?? null;
        item.resultSeq = event.seq;
        break;
      }
      case 'input_request':
        addRequest(event, frame);
        break;
      case 'input_response': {
        const exchange = exchanges.get(event.call_id);
        if (exchange) exchange.response = { ...event, at: event.created_at };
        break;
      }
      case 'status_change': {
        const last = items.at(-1);
        if (last?.kind === 'status') {
          last.changes.push(event);
          last.endedAt = event.created_at;
        } else items.push({ kind: 'status', ...frame, endedAt: event.created_at, changes: [event] });
        break;
      }
      case 'error':
        items.push({ kind: 'error', ...frame, event });
        break;
      case 'task_created':
        items.push({ kind: 'child', ...frame, event });
        break;
      case 'context_compacted':
        items.push({ kind: 'compaction', ...frame, event });
        break;
      case 'limit_raised':
        items.push({ kind: 'limit', ...frame, event });
        break;
      case 'model_started':
      case 'usage':
        break;
    }
  }
  return withoutAskCalls(items, exchanges);

  function toolOf(event: { call_id: string; tool: string }, frame: { seq: number; at: string }): ToolItem {
    const known = tools.get(event.call_id);
    if (known) return known;
    const item = newTool({ ...event, args: undefined, effect: null }, frame);
    tools.set(event.call_id, item);
    items.push(item);
    return item;
  }

  function addRequest(
    event: TaskEvent & { type: 'input_request' },
    frame: { seq: number; at: string },
  ): void {
    const exchange: InputExchange = { request: event.request, askedAt: event.created_at, response: null };
    exchanges.set(event.call_id, exchange);
    const about = event.request.about_call_id ?? event.call_id;
    const tool = tools.get(about);
    if (event.request.kind === 'confirmation' && tool) {
      tool.confirmation = exchange;
      tool.state = 'awaiting';
      return;
    }
    items.push({ kind: 'question', ...frame, exchange, agent: event.agent });
  }
}

function newTool(
  event: { call_id: string; tool: string; args: Json | undefined; effect: ToolEffect | null },
  frame: { seq: number; at: string },
): ToolItem {
  return {
    kind: 'tool',
    ...frame,
    callId: event.call_id,
    tool: event.tool,
    args: event.args,
    effect: event.effect,
    state: 'called',
    ranWith: undefined,
    output: undefined,
    durationMs: null,
    endedAt: null,
    truncated: false,
    sizeBytes: null,
    resultSeq: null,
    confirmation: null,
  };
}

/** A call that is itself the question is drawn as the question, not twice. */
function withoutAskCalls(
  items: readonly ConversationItem[],
  exchanges: ReadonlyMap<string, InputExchange>,
): ConversationItem[] {
  return items.filter((item) => {
    if (item.kind !== 'tool') return true;
    return exchanges.get(item.callId)?.request.kind !== 'question';
  });
}

/** Whether the model is at work at the end of these events, and since when. */
export function thinkingSince(events: readonly TaskEvent[]): string | null {
  const last = events.findLast(
    ({ type }) =>
      type === 'model_started' || type === 'usage' || type === 'error' || type === 'status_change',
  );
  return last?.type === 'model_started' ? last.created_at : null;
}
