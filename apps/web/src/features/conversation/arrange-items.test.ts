import { describe, expect, test } from '@jest/globals';
import { arrangeItems, entriesBefore, entryIndexOf, entryKey } from './arrange-items.ts';
import type { ConversationItem, InputExchange, ToolItem } from './group-events.ts';

const at = (second: number): string => new Date(Date.UTC(2026, 0, 1) + second * 1_000).toISOString();

function said(seq: number, second = seq): ConversationItem {
  return { kind: 'agent', seq, at: at(second), text: 'hello', agent: 'researcher' };
}

function called(seq: number, more: Partial<ToolItem> = {}): ToolItem {
  return {
    kind: 'tool',
    seq,
    at: at(seq),
    callId: `call-${seq}`,
    tool: 'calculate',
    args: {},
    effect: 'read',
    state: 'ok',
    ranWith: undefined,
    output: 1,
    durationMs: 1_500,
    endedAt: at(seq + 1),
    truncated: false,
    sizeBytes: null,
    resultSeq: seq + 1,
    confirmation: null,
    ...more,
  };
}

const kinds = (entries: readonly { kind: string; seq: number }[]): string[] =>
  entries.map(({ kind, seq }) => `${kind} ${seq}`);

describe('arranging a conversation', () => {
  test('three successful calls in a row become one line with their number and time', () => {
    const entries = arrangeItems([said(1), called(2), called(4), called(6), said(8)]);
    expect(kinds(entries)).toEqual(['agent 1', 'calls 2', 'agent 8']);
    expect(entries[1]).toMatchObject({ durationMs: 4_500, calls: [{ seq: 2 }, { seq: 4 }, { seq: 6 }] });
  });

  test('two calls stay as they are, and so do failed, running and approved ones', () => {
    const confirmation = {
      request: {},
      askedAt: at(0),
      response: null,
    } as unknown as ToolItem['confirmation'];
    const items = [
      called(1),
      called(3),
      called(5, { state: 'error' }),
      called(7),
      called(9, { confirmation }),
    ];
    expect(kinds(arrangeItems(items))).toEqual(['tool 1', 'tool 3', 'tool 5', 'tool 7', 'tool 9']);
  });

  test('a call that is pointed at is taken out of the fold', () => {
    const items = [1, 3, 5, 7, 9, 11, 13].map((seq) => called(seq));
    expect(kinds(arrangeItems(items, { shown: new Set([7]) }))).toEqual(['calls 1', 'tool 7', 'calls 9']);
  });

  test('a run of calls ends where a page begins', () => {
    const items = [1, 3, 5, 7, 9, 11].map((seq) => called(seq));
    expect(kinds(arrangeItems(items, { starts: [6] }))).toEqual(['calls 1', 'calls 7']);
    expect(kinds(arrangeItems(items.slice(3), { starts: [6] }))).toEqual(['calls 7']);
  });

  test('calls that were seen as they were made are not folded', () => {
    const items = [called(1), called(3), called(5), called(7), called(9), called(11)];
    expect(kinds(arrangeItems(items, { watchedFrom: 7 }))).toEqual([
      'calls 1',
      'tool 7',
      'tool 9',
      'tool 11',
    ]);
  });

  test('more than a minute in which nothing happened is marked, and a long call is no pause', () => {
    const long = called(10, { endedAt: at(500), durationMs: 490_000 });
    expect(kinds(arrangeItems([said(1), long, said(20, 501), said(21, 600)]))).toEqual([
      'agent 1',
      'tool 10',
      'agent 20',
      'pause 21',
      'agent 21',
    ]);
  });

  test('the entry of an event is the one that begins at or before it, whatever is folded', () => {
    const entries = arrangeItems([said(1), called(2), called(4), called(6), said(900)]);
    expect([1, 2, 5, 7, 900].map((seq) => entryIndexOf(entries, seq))).toEqual([0, 1, 1, 1, 3]);
    expect(entryIndexOf(entries, 0)).toBe(-1);
    expect(new Set(entries.map(entryKey)).size).toBe(entries.length);
  });

  test('what came before a question or an approval ends right before it', () => {
    const asks = (callId: string) => ({ request: { call_id: callId } }) as InputExchange;
    const question: ConversationItem = {
      kind: 'question',
      seq: 4,
      at: at(4),
      exchange: asks('q'),
      agent: 'researcher',
    };
    const entries = arrangeItems([said(1), called(2, { confirmation: asks('c') }), question, said(5)]);
    expect(kinds(entriesBefore(entries, 'c'))).toEqual(['agent 1']);
    expect(kinds(entriesBefore(entries, 'q'))).toEqual(['agent 1', 'tool 2']);
    expect(entriesBefore(entries, 'none')).toHaveLength(4);
  });
});
