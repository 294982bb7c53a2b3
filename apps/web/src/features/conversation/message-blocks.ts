/**
 * Cuts Markdown where a block ends, so of a text that grows only the last part has to be laid out again: at blank
 * lines outside of fenced code and of lists.
 */
export function splitBlocks(text: string): readonly string[] {
  if (DEFINITION.test(text)) return [text];
  const blocks: string[] = [];
  let block: string[] = [];
  let blanks: string[] = [];
  let fence: string | null = null;
  for (const line of text.split('\n')) {
    if (fence === null && line.trim() === '') {
      if (block.length > 0) blanks.push(line);
      continue;
    }
    if (blanks.length > 0 && !goesOn(block, line)) {
      blocks.push(block.join('\n'));
      block = [];
      blanks = [];
    }
    block.push(...blanks, line);
    blanks = [];
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark && fence === null) fence = mark;
    else if (fence !== null && mark?.startsWith(fence)) fence = null;
  }
  return block.length > 0 ? [...blocks, block.join('\n')] : blocks;
}

/** A list has blank lines in it: between its items, and before what is indented under one. So has indented code. */
const goesOn = ([first = '']: readonly string[], line: string): boolean =>
  LIST_ITEM.test(first)
    ? LIST_ITEM.test(line) || /^(?: {2}|\t)/.test(line)
    : CODE.test(first) && CODE.test(line);

const LIST_ITEM = /^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:\s|$)/;
const CODE = /^(?: {4}|\t)/;
/** Of a link or a footnote, which any other block may name. */
const DEFINITION = /^ {0,3}\[[^\]\n]+\]:/m;

/** As many characters are laid out without anybody asking for more: a reader waits for no text that is out of view. */
const LAID_OUT = 8_000;
/** What would be left out has to be worth a click. */
const FOLD_FROM = 12_000;

/** The blocks that a long text begins with, the last one cut at the end of a line; the same blocks where it is not long. */
export function beginningOf(blocks: readonly string[]): readonly string[] {
  if (blocks.reduce((sum, { length }) => sum + length, 0) <= FOLD_FROM) return blocks;
  const shown: string[] = [];
  let room = LAID_OUT;
  for (const block of blocks) {
    const beginning = block.slice(0, room);
    const end = block.length > room ? beginning.lastIndexOf('\n') : block.length;
    if (end > 0) shown.push(beginning.slice(0, end));
    else if (shown.length === 0) shown.push(beginning);
    room -= block.length;
    if (room <= 0) break;
  }
  return shown;
}
