import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { MAX_ELEMENTS } from './extract-page-limits.ts';

const MAX_LINKS = 100;
const BLOCKS =
  /^(P|DIV|SECTION|ARTICLE|H[1-6]|LI|UL|OL|TABLE|TR|BLOCKQUOTE|PRE|BR|HR|FIGURE|FIGCAPTION|DT|DD|HEADER|FOOTER|MAIN|ASIDE)$/;
const SKIPPED = /^(SCRIPT|STYLE|NOSCRIPT|TEMPLATE|SVG|IFRAME|HEAD)$/i;

export type ExtractedPage = {
  title: string;
  byline: string | null;
  text: string;
  links: { text: string; url: string }[];
};

/** What is used of the elements; this package knows no browser and so not their whole types. */
type PageNode = {
  nodeType: number;
  nodeName: string;
  nodeValue: string | null;
  textContent: string | null;
  childNodes: Iterable<PageNode>;
  getAttribute: (name: string) => string | null;
  querySelectorAll: (selector: string) => Iterable<PageNode>;
};

/** The main part of a page as plain text, with the links in it; the whole body where no main part is found. */
export function extractPage({ html, url }: { html: string; url: string }): ExtractedPage {
  const whole = parse(html);
  const title = oneLine(whole.querySelector('title')?.textContent ?? '');
  const reader = new Readability<PageNode>(parse(html), {
    maxElemsToParse: MAX_ELEMENTS,
    serializer: (node) => node as PageNode,
  });
  const article = reader.parse();
  const root: PageNode = article?.content ?? whole.body;
  return {
    title: oneLine(article?.title ?? '') || title,
    byline: oneLine(article?.byline ?? '') || null,
    text: readText(root),
    links: readLinks(root, url),
  };
}

/** The parser adds nothing that is missing, as a browser would. */
function parse(html: string): ReturnType<typeof parseHTML>['document'] {
  const whole = /<body[\s>]/i.test(html);
  return parseHTML(whole ? html : `<html><head></head><body>${html}</body></html>`).document;
}

/** Without recursion, since pages are as deep as their writers like. */
function readText(root: PageNode): string {
  const parts: string[] = [];
  const stack: (PageNode | string)[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (typeof node === 'string') parts.push(node);
    else if (node.nodeType === 3) parts.push((node.nodeValue ?? '').replaceAll(/\s+/g, ' '));
    else if (node.nodeType === 1 && !SKIPPED.test(node.nodeName)) {
      const [before, after] = marks(node.nodeName.toUpperCase());
      if (after) stack.push(after);
      stack.push(...[...node.childNodes].toReversed());
      if (before) parts.push(before);
    }
  }
  return parts
    .join('')
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/** What stands before and after an element's text. */
function marks(name: string): [string, string] {
  if (/^H[1-6]$/.test(name)) return [`\n\n${'#'.repeat(Number(name[1]))} `, '\n\n'];
  if (name === 'LI') return ['\n- ', ''];
  if (name === 'BR' || name === 'TR') return ['\n', ''];
  if (name === 'TD' || name === 'TH') return ['', ' | '];
  return BLOCKS.test(name) ? ['\n\n', '\n\n'] : ['', ''];
}

function readLinks(root: PageNode, base: string): ExtractedPage['links'] {
  const links = new Map<string, string>();
  for (const anchor of root.querySelectorAll('a[href]')) {
    const target = URL.parse(anchor.getAttribute('href') ?? '', base);
    const text = oneLine(anchor.textContent ?? '').slice(0, 200);
    if (!target || !/^https?:$/.test(target.protocol) || !text || target.href.length > 2_000) continue;
    if (!links.has(target.href)) links.set(target.href, text);
    if (links.size === MAX_LINKS) break;
  }
  return [...links].map(([url, text]) => ({ text, url }));
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
