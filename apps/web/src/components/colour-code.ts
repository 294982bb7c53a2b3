export type CodePart = {
  kind: 'comment' | 'string' | 'number' | 'keyword' | 'added' | 'removed' | null;
  text: string;
};

const HASH_COMMENTS = new Set(
  'bash conf dockerfile ini makefile perl properties py python r rb ruby sh shell toml yaml yml zsh'.split(
    ' ',
  ),
);
const DASH_COMMENTS = new Set('hs haskell lua sql'.split(' '));
/** Words that mean much the same wherever they are kept for the language itself. */
const KEYWORDS = new Set(
  (
    'abstract and as assert async await begin bool boolean break by case catch char class const continue create ' +
    'declare def default defer delete do double elif else elsif end enum except export extends extern false ' +
    'final finally float fn for foreach from func function go goto group having if impl implements import in ' +
    'inner insert int interface into is join lambda left let limit local long loop match mod module mut ' +
    'namespace new nil none not null of on or order override package pass private protected pub public raise ' +
    'readonly rescue return select self set static string struct super switch table then this throw throws ' +
    'trait true try type typeof undefined union unless until update use using values var virtual void where ' +
    'while with yield'
  ).split(' '),
);
/** Bounded: where a quote is never closed, no more than that is looked through in vain. */
const STRINGS = [
  String.raw`"(?:[^"\\\n]|\\.){0,500}"`,
  String.raw`'(?:[^'\\\n]|\\.){0,500}'`,
  '`(?:[^`\\\\]|\\\\[^]){0,500}`',
].join('|');
const NUMBERS = String.raw`\b(?:0x[\da-f]+|\d+(?:\.\d+)?(?:e[+-]?\d+)?)\b`;
const WORDS = String.raw`[A-Za-z_$][\w$]*`;

/** Longer code is left as it is. */
const MOST_COLOURED = 20_000;

/** Cuts code into what is coloured and what is not; together the parts are the code. Knows no grammar, only what is common. */
export function colourCode(code: string, language: string): CodePart[] {
  const name = language.toLowerCase();
  if (code.length > MOST_COLOURED) return [{ kind: null, text: code }];
  return name === 'diff' || name === 'patch' ? colourLines(code) : colourWords(code, commentsOf(name));
}

function commentsOf(language: string): string {
  if (HASH_COMMENTS.has(language)) return String.raw`#[^\n]*`;
  if (DASH_COMMENTS.has(language)) return String.raw`--[^\n]*`;
  return String.raw`//[^\n]*|/\*(?:[^*]|\*(?!/))*(?:\*/|$)`;
}

function colourWords(code: string, comments: string): CodePart[] {
  const parts: CodePart[] = [];
  const pattern = new RegExp(`(${comments})|(${STRINGS})|(${NUMBERS})|(${WORDS})`, 'gi');
  let end = 0;
  for (const found of code.matchAll(pattern)) {
    const [text, comment, string, number] = found;
    const kind = comment
      ? 'comment'
      : string
        ? 'string'
        : number
          ? 'number'
          : KEYWORDS.has(text.toLowerCase())
            ? 'keyword'
            : null;
    if (kind === null) continue;
    if (found.index > end) parts.push({ kind: null, text: code.slice(end, found.index) });
    parts.push({ kind, text });
    end = found.index + text.length;
  }
  if (end < code.length) parts.push({ kind: null, text: code.slice(end) });
  return parts;
}

function colourLines(code: string): CodePart[] {
  return code.split(/(?<=\n)/).map((text) => {
    if (/^(?:\+\+\+|---)/.test(text)) return { kind: 'comment', text };
    if (text.startsWith('+')) return { kind: 'added', text };
    return { kind: text.startsWith('-') ? 'removed' : text.startsWith('@@') ? 'number' : null, text };
  });
}
