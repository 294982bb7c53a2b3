import type { Delta } from '@taskhelm/contract';

type Read = {
  /** To be sent now, each character once. */
  ready: Delta[];
  /** Whether something before a delta was never heard. */
  missing: boolean;
};

/** Puts the deltas that a stream heard into line with the events that it has sent. */
export function createDraftReader(): { read: (heard: Delta[], last: number) => Read } {
  let after = -1;
  let known: Record<Delta['kind'], number> = { text: 0, reasoning: 0 };
  let early: Delta[] = [];

  /** The part of a delta that was not sent yet; null where something before it is missing. */
  const unknownPart = (delta: Delta): Delta | null => {
    const skip = known[delta.kind] - delta.offset;
    if (skip < 0) return null;
    return { ...delta, offset: delta.offset + skip, text: delta.text.slice(skip) };
  };

  return {
    /** `last` is the number of the last event sent: deltas of earlier ones are over, of later ones have to wait. */
    read: (heard, last) => {
      if (after !== last) known = { text: 0, reasoning: 0 };
      after = last;
      const waiting = [...early, ...heard].filter((delta) => delta.after >= last);
      early = waiting.filter((delta) => delta.after > last);
      const ready: Delta[] = [];
      let missing = false;
      for (const delta of waiting.filter((candidate) => candidate.after === last)) {
        const part = unknownPart(delta);
        if (!part) missing = true;
        else if (part.text !== '') {
          ready.push(part);
          known[delta.kind] = part.offset + part.text.length;
        }
      }
      return { ready, missing };
    },
  };
}
