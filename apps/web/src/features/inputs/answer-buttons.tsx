import { inputEndpoints, type InputRequest } from '@taskhelm/contract';
import { Button } from '../../components/button.tsx';
import { CopyCurlButton } from '../../components/copy-curl-button.tsx';
import { KeyHint } from '../../components/key-hint.tsx';
import { curlLine } from '../../lib/curl.ts';
import { isDeclined, toRespondRequest, type AnswerDraft } from './answer-draft.ts';

type AnswerButtonsProps = {
  request: InputRequest;
  /** The next request comes after this one. */
  goesOn: boolean;
  draft: AnswerDraft;
  isSending: boolean;
  onChange: (change: (draft: AnswerDraft) => AnswerDraft) => void;
};

/** The ways to send an answer, or none. */
export function AnswerButtons({ request, goesOn, draft, isSending, onChange }: AnswerButtonsProps) {
  const isQuestion = request.kind === 'question';
  const declines = isQuestion && isDeclined(draft);
  const decide = (decision: 'reject' | null) => () => onChange((before) => ({ ...before, decision }));
  return (
    <div className="flex flex-wrap items-center justify-end gap-2">
      <CopyCurlButton line={() => respondLine(request, draft)} />
      {isQuestion && request.allowed_decisions.includes('reject') ? (
        <Button onClick={decide(declines ? null : 'reject')}>
          {declines ? 'Answer instead' : 'Decline'}
        </Button>
      ) : null}
      <Button type="submit" variant="primary" disabled={isSending}>
        {isSending ? 'Sending…' : `${declines ? 'Send refusal' : 'Send'}${goesOn ? ' and next' : ''}`}
        <KeyHint keys="mod+Enter" />
      </Button>
    </div>
  );
}

/** What is put in so far; where something is missing, the call without it. */
function respondLine(request: InputRequest, draft: AnswerDraft): string {
  const read = toRespondRequest(request, draft);
  const body = 'body' in read ? read.body : { call_id: request.call_id, answers: ['…'] };
  return curlLine(inputEndpoints.respond, { params: { id: request.session_id }, body });
}
