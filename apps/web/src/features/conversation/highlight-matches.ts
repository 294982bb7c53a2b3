const NAME = 'found';
const MOST = 2_000;

/** Marks `words` in the text of `root` without touching its elements. Does nothing where the browser cannot. */
export function highlightMatches(root: HTMLElement | null, words: string): void {
  if (!('highlights' in CSS)) return;
  const wanted = words.trim().toLowerCase();
  if (!root || wanted === '') CSS.highlights.delete(NAME);
  else CSS.highlights.set(NAME, new Highlight(...rangesOf(root, wanted)));
}

function rangesOf(root: Element, wanted: string, most = MOST): Range[] {
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node && ranges.length < most; node = walker.nextNode()) {
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

/** How often a part that is still being drawn is looked at. */
const TRIES = 20;
const MARGIN_PX = 120;

/** Scrolls the first match inside of an element into view, as soon as it is drawn: what holds it may be longer than the page. */
export function revealMatch(find: () => Element | null | undefined, words: string, tries = TRIES): void {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return;
  requestAnimationFrame(() => {
    const element = find();
    const [match] = element ? rangesOf(element, wanted, 1) : [];
    if (match) bringIntoView(match);
    else if (tries > 0) revealMatch(find, words, tries - 1);
  });
}

/** Through everything around it that scrolls, from the inside out. */
function bringIntoView(match: Range): void {
  for (
    let around = match.startContainer.parentElement;
    around && around !== document.body;
    around = around.parentElement
  ) {
    if (around.scrollHeight <= around.clientHeight + 1) continue;
    const view = around.getBoundingClientRect();
    const { top, bottom } = match.getBoundingClientRect();
    const margin = Math.min(MARGIN_PX, view.height / 3);
    if (top < view.top + margin) around.scrollTop -= view.top + margin - top;
    else if (bottom > view.bottom - margin) around.scrollTop += bottom - view.bottom + margin;
  }
}
