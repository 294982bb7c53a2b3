import type { ConversationItem, ToolItem } from './group-events.ts';

/** What stands in the conversation's list: an item, a run of calls folded into one line, or a long pause. */
export type ConversationEntry =
  | ConversationItem
  | { kind: 'calls'; seq: number; at: string; calls: ToolItem[]; durationMs: number }
  | { kind: 'pause'; seq: number; at: string; milliseconds: number }
  /** What the model is doing just now; not an event. Its text will be that of the message `becomes`. */
  | {
      kind: 'draft';
      seq: number;
      at: string;
      agent: string;
      text: string;
      reasoning: string;
      becomes: number;
    };

/** As many successful calls in a row are folded, or more. */
const FOLD_FROM = 3;
/** A longer time in which nothing was written is worth a line. */
const PAUSE_MS = 60_000;

/** Folds runs of successful calls and marks pauses. */
export function arrangeItems(
  items: readonly ConversationItem[],
  folding: Partial<Folding> = {},
): ConversationEntry[] {
  const { shown = new Set(), starts = [], watchedFrom = Number.POSITIVE_INFINITY } = folding;
  return withPauses(foldCalls(items, { shown, starts, watchedFrom }));
}

export type Folding = {
  /** Calls, by seq, that stay by themselves: something points at them. */
  shown: ReadonlySet<number>;
  /** Where pages begin. No run goes on past one: another page that comes before it leaves it as it is. */
  starts: readonly number[];
  /** Calls from this one on were seen as they were made, and are not folded under the eyes of their reader. */
  watchedFrom: number;
};

function foldCalls(
  items: readonly ConversationItem[],
  { shown, starts, watchedFrom }: Folding,
): ConversationEntry[] {
  const entries: ConversationEntry[] = [];
  let run: ToolItem[] = [];
  const endRun = (): void => {
    const [first] = run;
    if (first && run.length >= FOLD_FROM) {
      const durationMs = run.reduce((sum, call) => sum + (call.durationMs ?? 0), 0);
      entries.push({ kind: 'calls', seq: first.seq, at: first.at, calls: run, durationMs });
    } else entries.push(...run);
    run = [];
  };
  for (const item of items) {
    const last = run.at(-1)?.seq ?? item.seq;
    if (starts.some((start) => last < start && start <= item.seq)) endRun();
    const folds = item.kind === 'tool' && isQuiet(item) && item.seq < watchedFrom && !shown.has(item.seq);
    if (folds) run.push(item);
    else {
      endRun();
      entries.push(item);
    }
  }
  endRun();
  return entries;
}

/** It went well and no person had a part in it. */
function isQuiet(item: ToolItem): boolean {
  return item.state === 'ok' && item.confirmation === null;
}

function withPauses(entries: readonly ConversationEntry[]): ConversationEntry[] {
  return entries.flatMap((entry, index) => {
    const before = entries[index - 1];
    const gap = before ? Date.parse(entry.at) - Date.parse(endOf(before)) : 0;
    if (gap <= PAUSE_MS) return [entry];
    return [{ kind: 'pause' as const, seq: entry.seq, at: entry.at, milliseconds: gap }, entry];
  });
}

function endOf(entry: ConversationEntry): string {
  if (entry.kind === 'calls') return endOf(entry.calls.at(-1) ?? entry.calls[0]!);
  if (entry.kind === 'tool') return entry.endedAt ?? entry.at;
  if (entry.kind === 'question') return entry.exchange.response?.at ?? entry.at;
  if (entry.kind === 'status') return entry.endedAt;
  return entry.at;
}

/** The entry that shows the event `seq`: the last one that begins at or before it. -1 where it lies before all of them. */
export function entryIndexOf(entries: readonly ConversationEntry[], seq: number): number {
  return entries.findLastIndex((entry) => entry.kind !== 'pause' && entry.seq <= seq);
}

/** Half a number: the first call of a run has a key of its own. */
export const runKey = (seq: number): number => seq - 0.5;

/** A key that stays with the entry when others come before it, and with a text when it has been written to its end. */
export function entryKey(entry: ConversationEntry): string {
  return entry.kind === 'draft' ? `agent-${entry.becomes}` : `${entry.kind}-${entry.seq}`;
}

/** Something that was said or done, and not a mark between. */
export const isMessage = ({ kind }: ConversationEntry): boolean => kind !== 'status' && kind !== 'pause';

/** Those that come before a person was asked; all of them where the request is not among them. */
export function entriesBefore(entries: readonly ConversationEntry[], callId: string): ConversationEntry[] {
  const at = entries.findIndex((entry) => requestIn(entry) === callId);
  return at === -1 ? [...entries] : entries.slice(0, at);
}

function requestIn(entry: ConversationEntry): string | undefined {
  if (entry.kind === 'question') return entry.exchange.request.call_id;
  return entry.kind === 'tool' ? entry.confirmation?.request.call_id : undefined;
}
