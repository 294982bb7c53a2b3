import type { Answer, InputRequest } from '@taskhelm/contract';

const DECISION_WORDS = {
  approve: 'approved',
  edit: 'approved with edited arguments',
  reject: 'rejected',
  respond: 'answered in its place',
} as const;

type Reply = Pick<InputRequest, 'decision' | 'answers' | 'message' | 'questions'>;

/** What a person replied, in words: `approved`, `answered Enterprise`, `rejected: not today`. */
export function describeReply({ decision, answers, message, questions }: Reply): string {
  if (decision !== null)
    return message ? `${DECISION_WORDS[decision]}: ${message}` : DECISION_WORDS[decision];
  const values = (answers ?? []).map(({ question_id, value }) => {
    const options = questions.find(({ id }) => id === question_id)?.options ?? [];
    return describeValue(value, (text) => options.find((option) => option.value === text)?.label ?? text);
  });
  return values.length > 0 ? `answered ${values.join('; ')}` : 'answered';
}

function describeValue(value: Answer, labelOf: (text: string) => string): string {
  if (value === null || value === '') return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.map(labelOf).join(', ') : labelOf(String(value));
}
