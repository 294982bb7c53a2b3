import type { Delta } from '@taskhelm/contract';

/** What a model is saying just now. It belongs after the event `after` and is void as soon as a later one is there. */
export type DraftText = { after: number; text: string; reasoning: string };

/** Adds a piece of text. Pieces may come twice; one that leaves a gap is left out, since it will be sent again. */
export function addDelta(draft: DraftText | null, delta: Delta): DraftText | null {
  if (draft && delta.after < draft.after) return draft;
  const known = draft?.after === delta.after ? draft : { after: delta.after, text: '', reasoning: '' };
  const before = known[delta.kind];
  if (delta.offset > before.length) return draft;
  const joined = before.slice(0, delta.offset) + delta.text;
  return joined.length <= before.length && before.startsWith(joined)
    ? draft
    : { ...known, [delta.kind]: joined };
}

/**
 * Cuts Markdown where a block ends, so that of a text that grows only the last part has to be laid out again: at blank
 * lines outside of fenced code.
 */
export function splitBlocks(text: string): string[] {
  const blocks: string[] = [];
  let block: string[] = [];
  let fence: string | null = null;
  for (const line of text.split('\n')) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark) {
      if (fence === null) fence = mark;
      else if (mark.startsWith(fence)) fence = null;
    }
    const ends = fence === null && line.trim() === '' && block.length > 0;
    if (ends) {
      blocks.push(block.join('\n'));
      block = [];
    } else if (line.trim() !== '' || block.length > 0) block.push(line);
  }
  return block.length > 0 ? [...blocks, block.join('\n')] : blocks;
}
