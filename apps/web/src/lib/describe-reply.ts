import type { Answer, InputRequest, Question, StoredAnswer } from '@taskhelm/contract';

const DECISION_WORDS = {
  approve: 'approved',
  edit: 'approved with edited arguments',
  reject: 'rejected',
  respond: 'answered in its place',
} as const;

type Reply = Pick<InputRequest, 'kind' | 'decision' | 'answers' | 'message' | 'questions'>;

/** What a person replied, in words: `approved`, `answered Enterprise`, `rejected: not today`. */
export function describeReply({ kind, decision, answers, message, questions }: Reply): string {
  if (decision !== null) {
    const word = kind === 'question' ? 'declined to answer' : DECISION_WORDS[decision];
    return message ? `${word}: ${message}` : word;
  }
  const values = (answers ?? []).map((answer) => describeStored(questions, answer));
  return values.length > 0 ? `answered ${values.join('; ')}` : 'answered';
}

/** Each question with its answer; null for a decision. */
export function describeAnswers({
  decision,
  answers,
  questions,
}: Reply): { id: string; label: string; answer: string }[] | null {
  if (decision !== null || answers === null) return null;
  return questions.map(({ id, label }) => {
    const stored = answers.find((answer) => answer.question_id === id);
    return { id, label, answer: stored ? describeStored(questions, stored) : 'nothing' };
  });
}

function describeStored(questions: readonly Question[], { question_id, value }: StoredAnswer): string {
  const options = questions.find(({ id }) => id === question_id)?.options ?? [];
  return describeValue(value, (text) => options.find((option) => option.value === text)?.label ?? text);
}

function describeValue(value: Answer, labelOf: (text: string) => string): string {
  if (value === null || value === '') return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.map(labelOf).join(', ') : labelOf(String(value));
}
