import type { Decision, InputRequest, ToolEffect } from '@taskhelm/contract';
import { useId } from 'react';
import { Button } from '../../components/button.tsx';
import { Field, FieldError, fieldProps } from '../../components/field.tsx';
import { JsonView } from '../../components/json-view.tsx';
import { emptyAnswerDraft, type AnswerDraft, type AnswerErrors } from './answer-draft.ts';
import { Choice } from './question-field.tsx';
import { ReasonField } from './reason-field.tsx';
import { ReviewNotes } from './review-notes.tsx';

type ConfirmationFieldsProps = {
  request: InputRequest;
  draft: AnswerDraft;
  errors: AnswerErrors;
  onChange: (change: (draft: AnswerDraft) => AnswerDraft) => void;
};

const EFFECTS: Record<ToolEffect, string> = {
  read: 'It only reads.',
  idempotent: 'It changes something; running it twice changes nothing more.',
  once: 'It changes something each time it runs.',
};

const DECISION_LABELS: Record<Decision, string> = {
  approve: 'Approve',
  edit: 'Edit arguments',
  reject: 'Reject',
  respond: 'Answer instead',
};

/** The tool, everything it would run with, what that does, and the ways to decide. */
export function ConfirmationFields({ request, draft, errors, onChange }: ConfirmationFieldsProps) {
  const id = useId();
  const { action } = request;
  return (
    <div className="space-y-3">
      {action ? (
        <div className="space-y-1.5">
          <p className="text-sm">
            Runs <code className="mono font-semibold">{action.tool}</code>.{' '}
            <span className="text-muted">{EFFECTS[action.effect]}</span>
          </p>
          <JsonView value={action.args} label="Arguments" isWhole />
          {request.context ? <ReviewNotes context={request.context} /> : null}
        </div>
      ) : null}
      <fieldset aria-describedby={errors['decision'] ? `${id}-decision-error` : undefined}>
        <legend className="sr-only">Decision</legend>
        <div className="flex flex-wrap gap-x-5 gap-y-1">
          {request.allowed_decisions.map((decision) => (
            <Choice
              key={decision}
              type="radio"
              name={id}
              checked={draft.decision === decision}
              onChange={() => onChange((before) => ({ ...before, decision }))}
              description={null}
            >
              {DECISION_LABELS[decision]}
            </Choice>
          ))}
        </div>
        <FieldError id={`${id}-decision`} error={errors['decision']} />
      </fieldset>
      {draft.decision === 'edit' ? (
        <Field
          id={`${id}-args`}
          label="Arguments to run with (JSON)"
          required
          error={errors['args']}
          aside={
            <Button
              size="small"
              variant="quiet"
              onClick={() =>
                onChange((before) => ({ ...before, argsText: emptyAnswerDraft(request).argsText }))
              }
            >
              Reset
            </Button>
          }
        >
          <textarea
            {...fieldProps(`${id}-args`, { error: errors['args'], required: true })}
            value={draft.argsText}
            spellCheck={false}
            onChange={(event) => {
              const { value } = event.target;
              onChange((before) => ({ ...before, argsText: value }));
            }}
            className="field mono field-sizing-content max-h-72 min-h-24 resize-y !text-sm"
          />
        </Field>
      ) : null}
      {draft.decision === 'reject' ? (
        <ReasonField reason={draft.reason} error={errors['reply']} onChange={onChange} />
      ) : null}
      {draft.decision === 'respond' ? (
        <Field
          id={`${id}-reply`}
          label="What the agent gets instead"
          required
          hint="The tool does not run; this text is its result."
          error={errors['reply']}
        >
          <textarea
            {...fieldProps(`${id}-reply`, { hint: true, error: errors['reply'], required: true })}
            rows={2}
            value={draft.reply}
            onChange={(event) => {
              const { value } = event.target;
              onChange((before) => ({ ...before, reply: value }));
            }}
            className="field field-sizing-content max-h-40 resize-y"
          />
        </Field>
      ) : null}
    </div>
  );
}
