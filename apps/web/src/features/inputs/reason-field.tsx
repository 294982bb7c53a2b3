import { useId } from 'react';
import { Field, fieldProps } from '../../components/field.tsx';
import type { AnswerDraft } from './answer-draft.ts';

type ReasonFieldProps = {
  reason: string;
  hint?: string;
  error: string | undefined;
  onChange: (change: (draft: AnswerDraft) => AnswerDraft) => void;
};

/** Why a person does not do what the agent asks for. */
export function ReasonField({ reason, hint = 'Optional', error, onChange }: ReasonFieldProps) {
  const id = useId();
  return (
    <Field id={id} label="Reason for the agent" hint={hint} error={error}>
      <textarea
        {...fieldProps(id, { hint: true, error })}
        rows={2}
        value={reason}
        onChange={(event) => {
          const { value } = event.target;
          onChange((before) => ({ ...before, reason: value }));
        }}
        className="field field-sizing-content max-h-40 resize-y"
      />
    </Field>
  );
}
