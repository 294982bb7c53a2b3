import type { Answer, Question, StoredAnswer, TaskEventOf } from '@taskhelm/contract';
import type { InputRequestDraft, ToolOutcome } from './outcome.ts';

type Response = TaskEventOf<'input_response'>;

/** The result of a call that asked questions: each with its answer and the label of the option that was chosen. */
export function answerOutcome(request: InputRequestDraft, response: Response): ToolOutcome {
  if (response.outcome === 'rejected') {
    return { status: 'rejected', output: withReason('A person declined to answer.', response) };
  }
  if (response.outcome !== 'answered') return decisionOutcome(response);
  const answers = request.questions.map((question, index) => {
    const stored =
      response.answers?.find((each) => each.question_id === question.id) ?? response.answers?.[index];
    const value = stored?.value ?? null;
    return { id: question.id, question: question.label, value, label: matchedLabel(question, stored) };
  });
  return { status: 'ok', output: { answers } };
}

/** The result of a confirmation that did not lead to a run, and of a question that was not answered. */
export function decisionOutcome(response: Response): ToolOutcome {
  const text = answerText(response);
  if (response.outcome === 'responded') return { status: 'ok', output: text };
  if (response.outcome === 'expired') {
    return {
      status: 'error',
      output: 'Nobody answered before the request expired; it was neither approved nor refused.',
    };
  }
  if (response.outcome === 'feedback') return { status: 'rejected', output: text };
  return { status: 'rejected', output: withReason('A person rejected this call; it did not run.', response) };
}

function withReason(sentence: string, response: Response): string {
  const text = answerText(response);
  return text ? `${sentence} They said: ${text}` : sentence;
}

/** What the person wrote. */
export function answerText({ message, answers }: Response): string {
  return (
    message ??
    answers?.map(({ raw }) => (Array.isArray(raw) ? raw.join(', ') : String(raw ?? ''))).join('\n') ??
    ''
  );
}

function matchedLabel(question: Question, stored: StoredAnswer | undefined): string | string[] | null {
  const labelOf = (value: Answer): string | undefined =>
    question.options.find((option) => option.value === value)?.label;
  if (stored === undefined) return null;
  if (!Array.isArray(stored.value)) return labelOf(stored.value) ?? null;
  return stored.value.map((value) => labelOf(value) ?? value);
}
