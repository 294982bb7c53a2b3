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
