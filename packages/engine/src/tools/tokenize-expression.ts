import { ToolError } from '../tool.ts';

/** A piece of an expression; `at` is where it begins. */
export type Token =
  | { type: 'number'; value: number; at: number }
  | { type: 'name'; text: string; at: number }
  | { type: 'symbol'; text: string; at: number }
  | { type: 'end'; at: number };

const TOKEN =
  /\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([A-Za-z_]\w*)|(\*\*|[-+*/%^(),×÷−]))/y;
const SPELLINGS: Readonly<Record<string, string>> = { '**': '^', '×': '*', '÷': '/', '−': '-' };

export function tokenize(expression: string): Token[] {
  const tokens: Token[] = [];
  const text = expression.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const from = text.length - text.slice(TOKEN.lastIndex).trimStart().length;
    const match = TOKEN.exec(text);
    if (!match) throw new ToolError(`${text.charAt(from)} is not expected at position ${from + 1}.`);
    tokens.push(toToken(match));
  }
  return [...tokens, { type: 'end', at: text.length }];
}

function toToken(match: RegExpExecArray): Token {
  const [whole, number, name, symbol = ''] = match;
  const at = match.index + whole.length - whole.trimStart().length;
  if (number !== undefined) return { type: 'number', value: Number(number), at };
  if (name !== undefined) return { type: 'name', text: name, at };
  return { type: 'symbol', text: SPELLINGS[symbol] ?? symbol, at };
}
