import type { Answer, Question } from '@taskhelm/contract';

/** An answer as understood, or why it cannot be. */
export type MatchedAnswer =
  { value: Answer; matched: boolean } | { problem: { code: string; message: string } };

const MAX_TEXT = 32_768;
const TRUE_WORDS = ['true', 'yes', 'y'];
const FALSE_WORDS = ['false', 'no', 'n'];

/** Reads one answer as the question wants it. `null` takes the default, or skips a question that is not required. */
export function matchAnswer(question: Question, raw: Answer): MatchedAnswer {
  if (raw === null) {
    if (question.default !== null) return { value: question.default, matched: false };
    return question.required
      ? problem('required', 'This question needs an answer')
      : { value: null, matched: false };
  }
  return MATCHERS[question.type](question, raw);
}

const MATCHERS: Record<Question['type'], (question: Question, raw: Exclude<Answer, null>) => MatchedAnswer> =
  {
    text: matchText,
    long_text: matchText,
    select: matchOption,
    multiselect: matchOptions,
    boolean: matchBoolean,
    number: matchNumber,
    date: matchDate,
  };

function matchText(_question: Question, raw: Exclude<Answer, null>): MatchedAnswer {
  if (typeof raw !== 'string') return problem('invalid_type', 'Send text');
  return raw.length <= MAX_TEXT
    ? { value: raw, matched: false }
    : problem('too_long', `At most ${MAX_TEXT} characters`);
}

function matchOption(question: Question, raw: Exclude<Answer, null>): MatchedAnswer {
  if (typeof raw !== 'string') return problem('invalid_type', 'Send one option as text');
  const option = findOption(question, raw);
  if (option) return { value: option, matched: true };
  if (question.allow_other) return matchText(question, raw);
  return problem(
    'not_an_option',
    `Choose one of: ${question.options.map((choice) => choice.value).join(', ')}`,
  );
}

function matchOptions(question: Question, raw: Exclude<Answer, null>): MatchedAnswer {
  const parts = typeof raw === 'string' ? [raw] : raw;
  if (!Array.isArray(parts)) return problem('invalid_type', 'Send a list of options');
  if (parts.length === 0 && question.required) return problem('required', 'Choose at least one option');
  const values: string[] = [];
  for (const part of parts) {
    const matched = matchOption(question, part);
    if ('problem' in matched) return matched;
    values.push(String(matched.value));
  }
  return {
    value: [...new Set(values)],
    matched: parts.every((part) => findOption(question, part) !== undefined),
  };
}

/** By value, then by label; case and outer space do not count. */
function findOption(question: Question, text: string): string | undefined {
  const plain = (word: string): string => word.trim().toLowerCase();
  const wanted = plain(text);
  const byValue = question.options.find((option) => plain(option.value) === wanted);
  return (byValue ?? question.options.find((option) => plain(option.label) === wanted))?.value;
}

function matchBoolean(_question: Question, raw: Exclude<Answer, null>): MatchedAnswer {
  if (typeof raw === 'boolean') return { value: raw, matched: true };
  const word = typeof raw === 'string' ? raw.trim().toLowerCase() : '';
  if (TRUE_WORDS.includes(word)) return { value: true, matched: true };
  if (FALSE_WORDS.includes(word)) return { value: false, matched: true };
  return problem('invalid_type', 'Send true or false');
}

function matchNumber(_question: Question, raw: Exclude<Answer, null>): MatchedAnswer {
  const number = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw;
  return typeof number === 'number' && Number.isFinite(number)
    ? { value: number, matched: false }
    : problem('invalid_type', 'Send a number');
}

function matchDate(_question: Question, raw: Exclude<Answer, null>): MatchedAnswer {
  const isDate = typeof raw === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(raw) && isRealDay(raw);
  return isDate ? { value: raw, matched: false } : problem('invalid_type', 'Send a date as YYYY-MM-DD');
}

function isRealDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

const problem = (code: string, message: string): MatchedAnswer => ({ problem: { code, message } });
