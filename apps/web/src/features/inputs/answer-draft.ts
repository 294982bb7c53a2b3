import {
  jsonObjectSchema,
  z,
  type Answer,
  type Decision,
  type InputRequest,
  type Question,
  type RespondRequest,
} from '@taskhelm/contract';
import { readStored, removeStored, writeStored } from '../../lib/storage.ts';

const draftSchema = z.object({
  /** By question id, as the controls hold them: texts, texts of chosen options, or one of `yes` and `no`. */
  values: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  /** Own words, by question id. */
  others: z.record(z.string(), z.string()),
  /** Questions whose "Other" is chosen. */
  usesOther: z.record(z.string(), z.boolean()),
  decision: z.enum(['approve', 'edit', 'reject', 'respond']).nullable(),
  argsText: z.string(),
  reason: z.string(),
  reply: z.string(),
});
/** What a person has put in so far. It is kept until the server has taken it. */
export type AnswerDraft = z.infer<typeof draftSchema>;
/** What is wrong, by question id; `args`, `reply` and `decision` for confirmations; empty for the whole. */
export type AnswerErrors = Record<string, string>;

const keyOf = (callId: string): string => `taskhelm.answer.${callId}`;

export function readAnswerDraft(request: InputRequest): AnswerDraft {
  const parsed = draftSchema.safeParse(readStored(keyOf(request.call_id)));
  return parsed.success ? parsed.data : emptyAnswerDraft(request);
}

export const keepAnswerDraft = (callId: string, draft: AnswerDraft): void =>
  writeStored(keyOf(callId), draft);
export const dropAnswerDraft = (callId: string): void => removeStored(keyOf(callId));

/** Starts from the defaults that the agent proposed. */
export function emptyAnswerDraft(request: Pick<InputRequest, 'questions' | 'action'>): AnswerDraft {
  const values: AnswerDraft['values'] = {};
  for (const question of request.questions) {
    const value = toValue(question.default);
    if (value !== null) values[question.id] = value;
  }
  return {
    values,
    others: {},
    usesOther: {},
    decision: null,
    argsText: request.action ? JSON.stringify(request.action.args, null, 2) : '',
    reason: '',
    reply: '',
  };
}

/** The values that figures choose among; empty for questions without a choice. */
export function numberedOptions(question: Question): string[] {
  if (question.type === 'boolean') return ['yes', 'no'];
  const hasChoice = question.type === 'select' || question.type === 'multiselect';
  return hasChoice ? question.options.map(({ value }) => value) : [];
}

/** As a click on the option: of several, the same figure again takes it back. */
export function chooseOption(draft: AnswerDraft, question: Question, value: string): AnswerDraft {
  if (question.type !== 'multiselect') {
    const usesOther = { ...draft.usesOther, [question.id]: false };
    return { ...draft, usesOther, values: { ...draft.values, [question.id]: value } };
  }
  const before = draft.values[question.id];
  const chosen = Array.isArray(before) ? before : [];
  const next = chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
  return { ...draft, values: { ...draft.values, [question.id]: next } };
}

/** The body to send, or what is missing or wrong. */
export function toRespondRequest(
  request: Pick<InputRequest, 'call_id' | 'kind' | 'questions'>,
  draft: AnswerDraft,
): { body: RespondRequest } | { errors: AnswerErrors } {
  const isDecided = request.kind === 'confirmation' || isDeclined(draft);
  return isDecided ? toDecision(request.call_id, draft) : toAnswers(request, draft);
}

/** Of a question: nobody answers it, and the agent is told so. */
export const isDeclined = (draft: AnswerDraft): boolean => draft.decision === 'reject';

function toAnswers(
  request: Pick<InputRequest, 'call_id' | 'questions'>,
  draft: AnswerDraft,
): { body: RespondRequest } | { errors: AnswerErrors } {
  const errors: AnswerErrors = {};
  const answers = request.questions.map((question) => {
    const read = readAnswer(question, draft);
    if ('error' in read) errors[question.id] = read.error;
    return 'error' in read ? null : read.answer;
  });
  return Object.keys(errors).length > 0 ? { errors } : { body: { call_id: request.call_id, answers } };
}

function readAnswer(question: Question, draft: AnswerDraft): { answer: Answer } | { error: string } {
  const value = draft.values[question.id];
  const other = draft.usesOther[question.id] ? (draft.others[question.id] ?? '').trim() : '';
  if (draft.usesOther[question.id] && other === '') return { error: 'Write your own answer' };
  switch (question.type) {
    case 'multiselect': {
      const chosen = [...(Array.isArray(value) ? value : []), ...(other === '' ? [] : [other])];
      if (chosen.length > 0) return { answer: chosen };
      return question.required ? { error: 'Choose at least one' } : { answer: null };
    }
    case 'select': {
      if (other !== '') return { answer: other };
      if (typeof value === 'string' && value !== '') return { answer: value };
      return question.required ? { error: 'Choose one' } : { answer: null };
    }
    case 'boolean':
      if (value === 'yes' || value === 'no') return { answer: value === 'yes' };
      return question.required ? { error: 'Choose yes or no' } : { answer: null };
    case 'number': {
      const text = typeof value === 'string' ? value.trim() : '';
      if (text === '') return question.required ? { error: 'Give a number' } : { answer: null };
      const number = Number(text);
      return Number.isFinite(number) ? { answer: number } : { error: 'This is not a number' };
    }
    case 'date':
    case 'text':
    case 'long_text': {
      const text = typeof value === 'string' ? value : '';
      if (text.trim() !== '') return { answer: text };
      return question.required ? { error: 'An answer is needed' } : { answer: null };
    }
  }
}

function toDecision(callId: string, draft: AnswerDraft): { body: RespondRequest } | { errors: AnswerErrors } {
  const frame = (decision: Decision) => ({ call_id: callId, decision });
  switch (draft.decision) {
    case null:
      return { errors: { decision: 'Choose what happens first' } };
    case 'approve':
      return { body: frame('approve') };
    case 'reject': {
      const message = draft.reason.trim();
      return { body: { ...frame('reject'), ...(message === '' ? {} : { message }) } };
    }
    case 'respond': {
      const message = draft.reply.trim();
      return message === ''
        ? { errors: { reply: 'Write what the agent gets instead' } }
        : { body: { ...frame('respond'), message } };
    }
    case 'edit': {
      const args = jsonObjectSchema.safeParse(parseJson(draft.argsText));
      return args.success
        ? { body: { ...frame('edit'), args: args.data } }
        : { errors: { args: 'This is not a JSON object' } };
    }
  }
}

/** The server's complaints, by the same keys. */
export function toAnswerErrors(
  request: Pick<InputRequest, 'questions'>,
  details: readonly { path: string; message: string }[],
): AnswerErrors {
  const errors: AnswerErrors = {};
  for (const { path, message } of details) {
    const [first, second] = path.split('.');
    const question =
      first === 'answers' || first === 'questions'
        ? request.questions[Number(second)]
        : first === 'answers_by_id'
          ? request.questions.find(({ id }) => id === second)
          : undefined;
    const key = question?.id ?? (first === 'args' ? 'args' : first === 'message' ? 'reply' : '');
    errors[key] ??= message;
  }
  return errors;
}

function toValue(answer: Answer): string | string[] | null {
  if (answer === null || Array.isArray(answer)) return answer;
  if (typeof answer === 'boolean') return answer ? 'yes' : 'no';
  return String(answer);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
