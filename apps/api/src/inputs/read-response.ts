import {
  APPROVING_WORDS,
  REJECTING_WORDS,
  type Answer,
  type Decision,
  type ErrorDetail,
  type InputOutcome,
  type JsonObject,
  type Question,
  type RespondRequest,
  type StoredAnswer,
} from '@taskhelm/contract';
import { AppError } from '../errors.ts';
import type { CheckArgs } from './check-args.ts';
import { allowedDecisions, type InputRow } from './input-view.ts';
import { matchAnswer } from './match-answer.ts';

/** What a person's answer comes to. */
export type ReadResponse = {
  outcome: InputOutcome;
  decision: Decision | null;
  answers: StoredAnswer[] | null;
  args: JsonObject | null;
  message: string | null;
};

/** Reads the answer to a request. Throws `invalid_answers` with what is wrong, per question. */
export function readResponse(request: InputRow, body: RespondRequest, checkArgs: CheckArgs): ReadResponse {
  return request.kind === 'confirmation'
    ? readConfirmation(request, body, checkArgs)
    : readReply(request, body);
}

/** The answers to questions, or that a person declines to give any. */
function readReply(request: InputRow, body: RespondRequest): ReadResponse {
  if (!body.decision) return readAnswers(request.questions, body);
  refuseUnlessAllowed(request, body.decision);
  return {
    outcome: 'rejected',
    decision: 'reject',
    answers: null,
    args: null,
    message: body.message ?? null,
  };
}

function readAnswers(questions: Question[], body: RespondRequest): ReadResponse {
  const raw = body.answers ?? orderById(questions, body.answers_by_id ?? {});
  if (raw.length !== questions.length) {
    throw invalid([
      {
        path: 'answers',
        code: 'wrong_count',
        message: `Send ${questions.length}: one for each question, in order`,
      },
    ]);
  }
  const details: ErrorDetail[] = [];
  const answers = questions.map((question, index): StoredAnswer => {
    const given = raw[index] ?? null;
    const read = matchAnswer(question, given);
    if ('problem' in read) {
      details.push({
        path: body.answers ? `answers.${index}` : `answers_by_id.${question.id}`,
        ...read.problem,
      });
      return { question_id: question.id, raw: given, value: null, matched: false };
    }
    return { question_id: question.id, raw: given, value: read.value, matched: read.matched };
  });
  if (details.length > 0) throw invalid(details);
  return { outcome: 'answered', decision: null, answers, args: null, message: null };
}

function orderById(questions: Question[], byId: Record<string, Answer>): Answer[] {
  const known = questions.map((question) => question.id);
  const unknown = Object.keys(byId).filter((id) => !known.includes(id));
  if (unknown.length > 0) {
    throw invalid(
      unknown.map((id) => ({
        path: `answers_by_id.${id}`,
        code: 'unknown_question',
        message: `Questions: ${known.join(', ')}`,
      })),
    );
  }
  return known.map((id) => (Object.hasOwn(byId, id) ? (byId[id] ?? null) : null));
}

function readConfirmation(request: InputRow, body: RespondRequest, checkArgs: CheckArgs): ReadResponse {
  const response = body.decision ? readDecision(request, body, checkArgs) : readWord(body);
  if (response.decision) refuseUnlessAllowed(request, response.decision);
  return response;
}

function refuseUnlessAllowed(request: InputRow, decision: Decision): void {
  const allowed = allowedDecisions(request);
  if (allowed.includes(decision)) return;
  throw invalid([
    {
      path: 'decision',
      code: 'not_allowed',
      message:
        allowed.length > 0 ? `Allowed here: ${allowed.join(', ')}` : 'This takes answers, not a decision',
    },
  ]);
}

function readDecision(request: InputRow, body: RespondRequest, checkArgs: CheckArgs): ReadResponse {
  const decision = body.decision ?? null;
  const plain = { decision, answers: null, args: null, message: body.message ?? null };
  if (decision === 'approve') return { ...plain, outcome: 'approved' };
  if (decision === 'reject') return { ...plain, outcome: 'rejected' };
  if (decision === 'respond') return { ...plain, outcome: 'responded' };
  const checked = checkArgs(body.args ?? {});
  if ('details' in checked) throw invalid(checked.details);
  return { ...plain, outcome: 'edited', args: checked.args };
}

/** A bare word approves or rejects only if it is on the published list; anything else is feedback, and nothing runs. */
function readWord(body: RespondRequest): ReadResponse {
  const answers = body.answers ?? Object.values(body.answers_by_id ?? {});
  const [word] = answers;
  if (answers.length !== 1 || (typeof word !== 'string' && typeof word !== 'boolean')) {
    throw invalid([{ path: 'answers', code: 'wrong_count', message: 'Send one text, or a decision' }]);
  }
  const plain = String(word).trim().toLowerCase();
  const stored: StoredAnswer[] = [{ question_id: 'decision', raw: word, value: word, matched: false }];
  const rest = { answers: stored, args: null };
  if (word === true || APPROVING_WORDS.includes(plain))
    return { ...rest, decision: 'approve', outcome: 'approved', message: null };
  if (word === false || REJECTING_WORDS.includes(plain))
    return { ...rest, decision: 'reject', outcome: 'rejected', message: null };
  return { ...rest, decision: null, outcome: 'feedback', message: word };
}

const invalid = (details: ErrorDetail[]): AppError =>
  new AppError('invalid_answers', 'The answers do not fit what was asked; nothing was stored.', details);
