import type { Question, QuestionOption } from '@taskhelm/contract';
import type { AskedQuestion } from './ask-user.ts';

/** A question as a model wrote it, made whole: every field set, and no type without what it needs. */
export function toQuestion(asked: AskedQuestion, index: number): Question {
  const options = toOptions(asked.options ?? []);
  const type = questionType(asked.type, options);
  const chooses = type === 'select' || type === 'multiselect';
  const allowOther = asked.allow_other ?? chooses;
  return {
    id: `q${index + 1}`,
    label: asked.label ?? asked.question ?? '',
    help: asked.help ?? null,
    type,
    options: chooses ? options : [],
    required: asked.required ?? true,
    default: asked.default ?? null,
    allow_other: chooses && allowOther,
  };
}

/** Options make a choice, and a choice without options is a text. */
function questionType(type: Question['type'] | undefined, options: QuestionOption[]): Question['type'] {
  if (options.length === 0) return !type || type === 'select' || type === 'multiselect' ? 'text' : type;
  return type === 'multiselect' ? 'multiselect' : 'select';
}

function toOptions(asked: NonNullable<AskedQuestion['options']>): QuestionOption[] {
  const options = asked.map((option) =>
    typeof option === 'string'
      ? { value: option, label: option, description: null }
      : { value: option.value ?? option.label, label: option.label, description: option.description ?? null },
  );
  return [...new Map(options.map((option) => [option.value, option])).values()];
}
