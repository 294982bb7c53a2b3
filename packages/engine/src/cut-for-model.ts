/** Characters of one output that a model is sent at most. */
const MAX_CHARACTERS = 40_000;
const MIN_CHARACTERS = 2_000;

/**
 * The beginning and the end of a long text, with a note of what is missing; the log and people have it whole. `sharers` is how
 * many outputs come in the same step, `windowTokens` how much the model takes in all.
 */
export function cutForModel(text: string, { sharers, windowTokens }: OutputRoom): string {
  // A seventh of the window, at four characters a token, for the outputs of one step.
  const share = Math.floor((windowTokens * 4) / 7 / Math.max(1, sharers));
  const room = Math.min(MAX_CHARACTERS, Math.max(MIN_CHARACTERS, share));
  if (text.length <= room) return text;
  const head = text.slice(0, Math.ceil((room * 2) / 3));
  const tail = text.slice(-Math.floor(room / 3));
  const missing = text.length - head.length - tail.length;
  const note = `[${missing} of ${text.length} characters are left out here. To see them, call the tool again for a smaller part: a range, a filter, the next page.]`;
  return `${head}\n\n${note}\n\n${tail}`.toWellFormed();
}

export type OutputRoom = { sharers: number; windowTokens: number };
