const NAME = 'found';
const MOST = 2_000;

/** Marks `words` in the text of `root` without touching its elements. Does nothing where the browser cannot. */
export function highlightMatches(root: HTMLElement | null, words: string): void {
  if (!('highlights' in CSS)) return;
  const wanted = words.trim().toLowerCase();
  if (!root || wanted === '') CSS.highlights.delete(NAME);
  else CSS.highlights.set(NAME, new Highlight(...rangesOf(root, wanted)));
}

function rangesOf(root: HTMLElement, wanted: string): Range[] {
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node && ranges.length < MOST; node = walker.nextNode()) {
    const text = node.nodeValue?.toLowerCase() ?? '';
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
      const range = new Range();
      range.setStart(node, at);
      range.setEnd(node, Math.min(at + wanted.length, node.nodeValue?.length ?? 0));
      ranges.push(range);
    }
  }
  return ranges;
}
