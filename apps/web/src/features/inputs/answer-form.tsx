import { inputEndpoints, type InputRequest, type RespondResponse } from '@taskhelm/contract';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { Button } from '../../components/button.tsx';
import { CopyCurlButton } from '../../components/copy-curl-button.tsx';
import { ErrorLine } from '../../components/error-block.tsx';
import { KeyHint } from '../../components/key-hint.tsx';
import { Markdown } from '../../components/markdown.tsx';
import { ApiError } from '../../lib/api-client.ts';
import { curlLine } from '../../lib/curl.ts';
import { useCommand, useNumberCommands } from '../../lib/commands.ts';
import {
  chooseOption,
  keepAnswerDraft,
  numberedOptions,
  readAnswerDraft,
  toAnswerErrors,
  toRespondRequest,
  type AnswerDraft,
  type AnswerErrors,
} from './answer-draft.ts';
import { ConfirmationFields } from './confirmation-fields.tsx';
import { useRespond } from './input-mutations.ts';
import { QuestionField } from './question-field.tsx';

type AnswerFormProps = {
  request: InputRequest;
  agent: string;
  sendLabel?: string;
  onSent: (response: RespondResponse) => void;
  /** Somebody else was first, or the task has ended. */
  onRefused?: () => void;
};

/** Give it the call id as key: its draft belongs to one request. */
export function AnswerForm({ request, agent, sendLabel = 'Send', onSent, onRefused }: AnswerFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(() => readAnswerDraft(request));
  const [errors, setErrors] = useState<AnswerErrors>({});
  const respond = useRespond(request.session_id, request.call_id);

  const change = (next: (draft: AnswerDraft) => AnswerDraft): void => {
    const changed = next(draft);
    setDraft(changed);
    setErrors({});
    keepAnswerDraft(request.call_id, changed);
  };

  const send = (): void => {
    if (respond.isPending) return;
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
  useAnswerCommands(request, change, form);

  const isSeveral = request.questions.length > 1;
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
      {request.kind === 'confirmation' ? (
        <ConfirmationFields request={request} draft={draft} errors={errors} onChange={change} />
      ) : (
        request.questions.map((question, index) => (
          <QuestionField
            key={question.id}
            question={question}
            number={isSeveral ? index + 1 : null}
            draft={draft}
            error={errors[question.id]}
            onChange={change}
          />
        ))
      )}
      {respond.isError ? <SendError error={respond.error} whole={errors['']} /> : null}
      <div className="flex flex-wrap items-center justify-end gap-2">
        <CopyCurlButton line={() => respondLine(request, draft)} />
        <Button type="submit" variant="primary" disabled={respond.isPending}>
          {respond.isPending ? 'Sending…' : sendLabel}
          <KeyHint keys="mod+Enter" />
        </Button>
      </div>
    </form>
  );
}

/** What is put in so far; where something is missing, the call without it. */
function respondLine(request: InputRequest, draft: AnswerDraft): string {
  const read = toRespondRequest(request, draft);
  const body = 'body' in read ? read.body : { call_id: request.call_id, answers: ['…'] };
  return curlLine(inputEndpoints.respond, { params: { id: request.session_id }, body });
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

/** Letters and figures choose; only Ctrl or ⌘ with Enter sends. */
function useAnswerCommands(
  request: InputRequest,
  change: (next: (draft: AnswerDraft) => AnswerDraft) => void,
  form: RefObject<HTMLFormElement | null>,
): void {
  const focusSend = (): void =>
    form.current?.querySelector<HTMLElement>('input:checked, [type="submit"]')?.focus();
  const decide = (decision: 'approve' | 'reject') => {
    change((draft) => ({ ...draft, decision }));
    requestAnimationFrame(focusSend);
  };
  const can = (decision: 'approve' | 'reject'): boolean =>
    request.kind === 'confirmation' && request.allowed_decisions.includes(decision);
  useCommand(
    can('approve')
      ? {
          id: 'approve',
          keys: 'a',
          label: 'Choose approve',
          group: 'Answering',
          run: () => decide('approve'),
        }
      : null,
  );
  useCommand(
    can('reject')
      ? { id: 'reject', keys: 'd', label: 'Choose reject', group: 'Answering', run: () => decide('reject') }
      : null,
  );
  const first = request.kind === 'question' ? request.questions[0] : undefined;
  const options = first ? numberedOptions(first) : [];
  useNumberCommands({ id: 'option', label: 'Choose option', group: 'Answering' }, options.length, (index) => {
    const value = options[index];
    if (first && value !== undefined) change((draft) => chooseOption(draft, first, value));
  });
  useCommand({
    id: 'answer-focus',
    keys: 'i',
    label: 'Go to the answer',
    group: 'Answering',
    run: () => form.current?.querySelector<HTMLElement>('textarea, input, select')?.focus(),
  });
}
