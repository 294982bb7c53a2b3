import type { Question } from '@taskhelm/contract';
import { useId, type ReactNode } from 'react';
import { Field, FieldError, fieldProps, RequiredMark } from '../../components/field.tsx';
import type { AnswerDraft } from './answer-draft.ts';

type QuestionFieldProps = {
  question: Question;
  /** "1." where there are several. */
  number: number | null;
  draft: AnswerDraft;
  error: string | undefined;
  onChange: (change: (draft: AnswerDraft) => AnswerDraft) => void;
};

export function QuestionField(props: QuestionFieldProps) {
  const { question, number, draft, error, onChange } = props;
  const id = useId();
  const value = draft.values[question.id];
  const text = typeof value === 'string' ? value : '';
  const set = (next: string | string[]): void =>
    onChange((before) => ({ ...before, values: { ...before.values, [question.id]: next } }));
  const label = `${number === null ? '' : `${number}. `}${question.label}`;
  const common = fieldProps(id, { hint: question.help !== null, error, required: question.required });

  switch (question.type) {
    case 'select':
    case 'multiselect':
    case 'boolean':
      return <Choices {...props} label={label} />;
    case 'long_text':
      return (
        <Field id={id} label={label} required={question.required} hint={question.help} error={error}>
          <textarea
            {...common}
            rows={4}
            value={text}
            onChange={(event) => set(event.target.value)}
            className="field field-sizing-content max-h-60 min-h-22 resize-y"
          />
        </Field>
      );
    case 'text':
      return (
        <Field id={id} label={label} required={question.required} hint={question.help} error={error}>
          <textarea
            {...common}
            rows={1}
            value={text}
            onChange={(event) => set(event.target.value)}
            className="field field-sizing-content max-h-40 resize-none"
          />
        </Field>
      );
    case 'number':
    case 'date':
      return (
        <Field id={id} label={label} required={question.required} hint={question.help} error={error}>
          <input
            {...common}
            type={question.type === 'date' ? 'date' : 'text'}
            inputMode={question.type === 'number' ? 'decimal' : undefined}
            value={text}
            onChange={(event) => set(event.target.value)}
            className="field max-w-60"
          />
        </Field>
      );
  }
}

const YES_NO = [
  { value: 'yes', label: 'Yes', description: null },
  { value: 'no', label: 'No', description: null },
];

function Choices({ question, draft, error, onChange, label }: QuestionFieldProps & { label: string }) {
  const id = useId();
  const isMany = question.type === 'multiselect';
  const options = question.type === 'boolean' ? YES_NO : question.options;
  const value = draft.values[question.id];
  const usesOther = draft.usesOther[question.id] ?? false;
  const isChosen = (option: string): boolean =>
    isMany ? Array.isArray(value) && value.includes(option) : !usesOther && value === option;

  const choose = (option: string, on: boolean): void =>
    onChange((before) => {
      const chosen = before.values[question.id];
      const list = Array.isArray(chosen) ? chosen : [];
      const next = isMany ? (on ? [...list, option] : list.filter((other) => other !== option)) : option;
      return {
        ...before,
        values: { ...before.values, [question.id]: next },
        usesOther: isMany ? before.usesOther : { ...before.usesOther, [question.id]: false },
      };
    });
  const setOther = (on: boolean): void =>
    onChange((before) => ({ ...before, usesOther: { ...before.usesOther, [question.id]: on } }));

  return (
    <fieldset
      aria-describedby={
        [question.help ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined
      }
      data-invalid={error ? true : undefined}
    >
      <legend className="mb-1 text-sm font-medium">
        {label}
        {question.required ? <RequiredMark /> : null}
      </legend>
      {question.help ? (
        <p id={`${id}-hint`} className="mb-1 text-xs text-muted">
          {question.help}
        </p>
      ) : null}
      <div className="space-y-1">
        {options.map((option) => (
          <Choice
            key={option.value}
            type={isMany ? 'checkbox' : 'radio'}
            name={id}
            checked={isChosen(option.value)}
            onChange={(on) => choose(option.value, on)}
            description={option.description}
          >
            {option.label}
          </Choice>
        ))}
        {question.allow_other && question.type !== 'boolean' ? (
          <div className="flex flex-wrap items-center gap-x-2">
            <Choice
              type={isMany ? 'checkbox' : 'radio'}
              name={id}
              checked={usesOther}
              onChange={setOther}
              description={null}
            >
              Other
            </Choice>
            {usesOther ? (
              <input
                aria-label={`Other answer to: ${question.label}`}
                value={draft.others[question.id] ?? ''}
                onChange={(event) => {
                  const { value: own } = event.target;
                  onChange((before) => ({ ...before, others: { ...before.others, [question.id]: own } }));
                }}
                className="field min-w-40 flex-1"
              />
            ) : null}
          </div>
        ) : null}
      </div>
      <FieldError id={id} error={error} />
    </fieldset>
  );
}

type ChoiceProps = {
  type: 'radio' | 'checkbox';
  name: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  description: string | null;
  children: ReactNode;
};

/** One option; the whole line can be clicked. */
export function Choice({ type, name, checked, onChange, description, children }: ChoiceProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-2">
      <input
        id={id}
        type={type}
        name={name}
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        aria-describedby={description ? `${id}-description` : undefined}
        className="mt-1 size-4 shrink-0 accent-accent coarse:mt-3 coarse:size-5"
      />
      <label
        htmlFor={id}
        className="min-h-6 min-w-0 flex-1 cursor-pointer text-sm leading-6 break-words coarse:min-h-11 coarse:min-w-11 coarse:py-2.5"
      >
        {children}
        {description ? (
          <span id={`${id}-description`} className="block text-xs text-muted">
            {description}
          </span>
        ) : null}
      </label>
    </div>
  );
}
