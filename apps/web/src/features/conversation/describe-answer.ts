import type { Answer, InputOutcome, Question, StoredAnswer } from '@taskhelm/contract';

export const OUTCOME_LABELS: Record<InputOutcome, string> = {
  answered: 'Answered',
  approved: 'Approved',
  edited: 'Approved with edited arguments',
  rejected: 'Rejected',
  responded: 'Answered instead of running it',
  feedback: 'Answered with feedback; it did not run',
  expired: 'Expired without an answer',
};

/** An answer in the words of its question: labels where options were chosen. */
export function describeAnswer(question: Question, stored: StoredAnswer | undefined): string {
  const value = stored?.value ?? null;
  if (value === null || value === '') return 'No answer';
  const labelOf = (part: string): string =>
    question.options.find((option) => option.value === part)?.label ?? part;
  return describe(value, labelOf);
}

function describe(value: Exclude<Answer, null>, labelOf: (part: string) => string): string {
  if (Array.isArray(value)) return value.length > 0 ? value.map(labelOf).join(', ') : 'None';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return labelOf(String(value));
}
