import type { InputRequest, RespondResponse } from '@taskhelm/contract';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { ErrorLine } from '../../components/error-block.tsx';
import { Markdown } from '../../components/markdown.tsx';
import { ApiError } from '../../lib/api-client.ts';
import { useMay } from '../../lib/who-am-i.ts';
import {
  isDeclined,
  keepAnswerDraft,
  readAnswerDraft,
  toAnswerErrors,
  toRespondRequest,
  type AnswerDraft,
  type AnswerErrors,
} from './answer-draft.ts';
import { AnswerButtons } from './answer-buttons.tsx';
import { ConfirmationFields } from './confirmation-fields.tsx';
import { useRespond } from './input-mutations.ts';
import { QuestionField } from './question-field.tsx';
import { ReasonField } from './reason-field.tsx';
import { useAnswerCommands } from './use-answer-commands.ts';

type AnswerFormProps = {
  request: InputRequest;
  agent: string;
  /** The next request comes after this one. */
  goesOn?: boolean;
  /** It is over: what was put in can be read and copied, but not sent. */
  isClosed?: boolean;
  onSent: (response: RespondResponse) => void;
  /** Somebody else was first, or the task has ended. */
  onRefused?: () => void;
};

/** Give it the call id as key: its draft belongs to one request. */
export function AnswerForm(props: AnswerFormProps) {
  const { request, agent, goesOn = false, isClosed = false, onSent, onRefused } = props;
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(() => readAnswerDraft(request));
  const [errors, setErrors] = useState<AnswerErrors>({});
  const respond = useRespond(request.session_id, request.call_id);
  const mayAnswer = useMay('inputs:respond') !== false;

  const change = (next: (draft: AnswerDraft) => AnswerDraft): void => {
    const changed = next(draft);
    setDraft(changed);
    setErrors({});
    keepAnswerDraft(request.call_id, changed);
  };

  const send = (): void => {
    if (respond.isPending || isClosed || !mayAnswer) return;
    const read = toRespondRequest(request, draft);
    if ('errors' in read) {
      setErrors(read.errors);
      return;
    }
    respond.mutate(read.body, {
      onSuccess: onSent,
      onError: (error) => {
        if (!(error instanceof ApiError)) return;
        setErrors(toAnswerErrors(request, error.details));
        if (error.status === 409) onRefused?.();
      },
    });
  };
  useFocusOnError(form, errors);
  useAnswerCommands(mayAnswer ? request : null, change, form);

  return (
    <form
      ref={form}
      noValidate
      aria-label={`Answer ${agent}`}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        send();
      }}
      className="space-y-3"
    >
      {request.body_markdown ? <Markdown text={request.body_markdown} /> : null}
      <fieldset disabled={!mayAnswer} className="space-y-3">
        <Fields request={request} draft={draft} errors={errors} onChange={change} />
      </fieldset>
      {mayAnswer ? null : (
        <p className="text-sm text-muted">Your account may read this, not answer it. Operators can.</p>
      )}
      {respond.isError ? <SendError error={respond.error} whole={errors['']} /> : null}
      {isClosed || !mayAnswer ? null : (
        <AnswerButtons
          request={request}
          goesOn={goesOn}
          draft={draft}
          isSending={respond.isPending}
          onChange={change}
        />
      )}
    </form>
  );
}

type FieldsProps = {
  request: InputRequest;
  draft: AnswerDraft;
  errors: AnswerErrors;
  onChange: (change: (draft: AnswerDraft) => AnswerDraft) => void;
};

function Fields({ request, draft, errors, onChange }: FieldsProps) {
  if (request.kind === 'confirmation')
    return <ConfirmationFields request={request} draft={draft} errors={errors} onChange={onChange} />;
  if (isDeclined(draft))
    return (
      <ReasonField
        reason={draft.reason}
        hint="Optional. The agent is told that nobody answers."
        error={errors['reply']}
        onChange={onChange}
      />
    );
  return request.questions.map((question, index) => (
    <div key={question.id} data-question={question.id}>
      <QuestionField
        question={question}
        number={request.questions.length > 1 ? index + 1 : null}
        draft={draft}
        error={errors[question.id]}
        onChange={onChange}
      />
    </div>
  ));
}

function SendError({ error, whole }: { error: Error; whole: string | undefined }) {
  const isTaken = error instanceof ApiError && error.status === 409;
  return (
    <div className="space-y-1">
      <ErrorLine title={isTaken ? 'Not sent; your answer is kept here.' : 'Not sent.'} error={error} />
      {whole ? <p className="text-sm text-failed">{whole}</p> : null}
    </div>
  );
}

function useFocusOnError(form: RefObject<HTMLFormElement | null>, errors: AnswerErrors): void {
  useEffect(() => {
    if (Object.keys(errors).length === 0) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid] input')?.focus();
  }, [form, errors]);
}
