import { ToolError } from '../tool.ts';
import { tokenize, type Token } from './tokenize-expression.ts';

const MAX_DEPTH = 100;

const FUNCTIONS: Readonly<
  Record<string, { least: number; most: number; apply: (...args: number[]) => number }>
> = {
  sqrt: { least: 1, most: 1, apply: Math.sqrt },
  abs: { least: 1, most: 1, apply: Math.abs },
  round: { least: 1, most: 1, apply: Math.round },
  floor: { least: 1, most: 1, apply: Math.floor },
  ceil: { least: 1, most: 1, apply: Math.ceil },
  min: { least: 1, most: 100, apply: Math.min },
  max: { least: 1, most: 100, apply: Math.max },
  ln: { least: 1, most: 1, apply: Math.log },
  log10: { least: 1, most: 1, apply: Math.log10 },
  exp: { least: 1, most: 1, apply: Math.exp },
  sin: { least: 1, most: 1, apply: Math.sin },
  cos: { least: 1, most: 1, apply: Math.cos },
  tan: { least: 1, most: 1, apply: Math.tan },
};
export const FUNCTION_NAMES: readonly string[] = Object.keys(FUNCTIONS);
const CONSTANTS: Readonly<Record<string, number>> = { pi: Math.PI, e: Math.E };

/** The value of an arithmetic expression; throws `ToolError` with what is wrong and where. */
export function evaluateExpression(expression: string): number {
  const reader: Reader = { tokens: tokenize(expression), at: 0, depth: 0 };
  const value = readSum(reader);
  const rest = peek(reader);
  if (rest.type !== 'end') throw unexpected(rest);
  return tidy(finite(value));
}

type Reader = { tokens: Token[]; at: number; depth: number };

function readSum(reader: Reader): number {
  let value = readProduct(reader);
  for (let operator = take(reader, '+', '-'); operator; operator = take(reader, '+', '-')) {
    const right = readProduct(reader);
    value = finite(operator === '+' ? value + right : value - right);
  }
  return value;
}

function readProduct(reader: Reader): number {
  let value = readSigned(reader);
  for (let operator = take(reader, '*', '/', '%'); operator; operator = take(reader, '*', '/', '%')) {
    const right = readSigned(reader);
    if (operator !== '*' && right === 0) throw new ToolError('Division by zero.');
    value = finite(operator === '*' ? value * right : operator === '/' ? value / right : value % right);
  }
  return value;
}

/** A sign binds less than a power: -2^2 is -4. */
function readSigned(reader: Reader): number {
  const sign = take(reader, '+', '-');
  if (!sign) return readPower(reader);
  const value = deeper(reader, readSigned);
  return sign === '-' ? -value : value;
}

/** Powers group from the right: 2^3^2 is 2^9. */
function readPower(reader: Reader): number {
  const base = readValue(reader);
  if (!take(reader, '^')) return base;
  const exponent = deeper(reader, readSigned);
  if (base === 0 && exponent < 0) throw new ToolError('Division by zero.');
  return finite(base ** exponent);
}

function readValue(reader: Reader): number {
  const token = peek(reader);
  reader.at += 1;
  if (token.type === 'number') return finite(token.value);
  if (token.type === 'name') return readNamed(reader, token);
  if (token.type !== 'symbol' || token.text !== '(') throw unexpected(token);
  const value = deeper(reader, readSum);
  expect(reader, ')');
  return value;
}

function readNamed(reader: Reader, token: Extract<Token, { type: 'name' }>): number {
  const constant = Object.hasOwn(CONSTANTS, token.text) ? CONSTANTS[token.text] : undefined;
  if (constant !== undefined) return constant;
  const known = Object.hasOwn(FUNCTIONS, token.text) ? FUNCTIONS[token.text] : undefined;
  if (!known) {
    throw new ToolError(`${token.text} is not known. There are pi, e, ${FUNCTION_NAMES.join(', ')}.`);
  }
  const args = readArguments(reader);
  if (args.length < known.least || args.length > known.most) {
    throw new ToolError(`${token.text} takes ${known.most === 1 ? 'one value' : 'one value or more'}.`);
  }
  return finite(known.apply(...args));
}

function readArguments(reader: Reader): number[] {
  expect(reader, '(');
  if (take(reader, ')')) return [];
  const args = [deeper(reader, readSum)];
  while (take(reader, ',')) args.push(deeper(reader, readSum));
  expect(reader, ')');
  return args;
}

function deeper(reader: Reader, read: (reader: Reader) => number): number {
  reader.depth += 1;
  if (reader.depth > MAX_DEPTH) throw new ToolError('The expression is nested too deeply.');
  const value = read(reader);
  reader.depth -= 1;
  return value;
}

function peek(reader: Reader): Token {
  return reader.tokens[reader.at] ?? { type: 'end', at: -1 };
}

function take(reader: Reader, ...symbols: string[]): string | null {
  const token = peek(reader);
  if (token.type !== 'symbol' || !symbols.includes(token.text)) return null;
  reader.at += 1;
  return token.text;
}

function expect(reader: Reader, symbol: string): void {
  if (take(reader, symbol)) return;
  const token = peek(reader);
  throw token.type === 'end' ? new ToolError(`A ${symbol} is missing at the end.`) : unexpected(token);
}

function unexpected(token: Token): ToolError {
  if (token.type === 'end') return new ToolError('The expression ends too early.');
  const text = token.type === 'number' ? String(token.value) : token.text;
  return new ToolError(`${text} is not expected at position ${token.at + 1}.`);
}

function finite(value: number): number {
  if (Number.isNaN(value)) throw new ToolError('The result is not a real number.');
  if (!Number.isFinite(value)) throw new ToolError('The result is too large.');
  return value;
}

/** Fifteen digits hold; beyond them 0.1+0.2 would show its binary nature. */
function tidy(value: number): number {
  return Number.isSafeInteger(value) ? value + 0 : Number(value.toPrecision(15));
}
