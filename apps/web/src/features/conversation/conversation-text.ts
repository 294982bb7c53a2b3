import type { ConversationEntry } from './arrange-items.ts';
import type { ConversationItem } from './group-events.ts';

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
