import { runKey, type ConversationEntry } from './arrange-items.ts';
import type { ConversationItem, ToolItem } from './group-events.ts';
import { beginningOf, splitBlocks } from './message-blocks.ts';
import { summariseArgs } from './summarise-args.ts';

/** Everything that a reader could look for in an entry, as text. */
export function conversationText(entry: ConversationEntry): string {
  if (entry.kind === 'pause') return '';
  if (entry.kind === 'draft') return entry.text;
  if (entry.kind === 'calls') return entry.calls.map(itemText).join('\n');
  return itemText(entry);
}

function itemText(item: ConversationItem): string {
  switch (item.kind) {
    case 'user':
    case 'agent':
    case 'reasoning':
      return item.text;
    case 'tool':
      return [item.tool, json(item.args), json(item.ranWith), json(item.output)].join('\n');
    case 'question': {
      const { request, response } = item.exchange;
      const questions = request.questions.flatMap(({ label, options }) => [
        label,
        ...options.map((option) => option.label),
      ]);
      const answers = response?.answers?.map(({ raw }) => json(raw)) ?? [];
      return [
        request.title,
        request.body_markdown ?? '',
        ...questions,
        ...answers,
        response?.message ?? '',
      ].join('\n');
    }
    case 'attachment':
      return item.event.text;
    case 'compaction':
      return item.event.summary;
    case 'limit':
      return '';
    case 'status':
      return item.changes.map(({ note }) => note ?? '').join('\n');
    case 'error':
      return `${item.event.code}\n${item.event.message}`;
    case 'child':
      return `${item.event.title}\n${item.event.agent_name}`;
  }
}

/** The folded parts of an entry, by their keys, that have to be opened to see the words in it. */
export function partsThatHide(entry: ConversationEntry, words: string): number[] {
  const wanted = words.trim().toLowerCase();
  const hides = (call: ToolItem): boolean =>
    !`${call.tool} ${summariseArgs(call.args)}`.toLowerCase().includes(wanted);
  if (wanted === '') return [];
  if (entry.kind === 'reasoning') return [entry.seq];
  if (entry.kind === 'agent') {
    const beginning = beginningOf(splitBlocks(entry.text)).join('\n\n');
    return beginning.toLowerCase().includes(wanted) ? [] : [entry.seq];
  }
  if (entry.kind === 'tool') return hides(entry) ? [entry.seq] : [];
  if (entry.kind !== 'calls') return [];
  const call = entry.calls.find((each) => itemText(each).toLowerCase().includes(wanted));
  return call ? [runKey(entry.seq), ...(hides(call) ? [call.seq] : [])] : [];
}

function json(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The indexes of the entries that contain `words`, whatever their case. */
export function findEntries(texts: readonly string[], words: string): number[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return [];
  return texts.flatMap((text, index) => (text.includes(wanted) ? [index] : []));
}
