import { describe, expect, test } from '@jest/globals';
import type { Question } from '@taskhelm/contract';
import { emptyAnswerDraft, toAnswerErrors, toRespondRequest, type AnswerDraft } from './answer-draft.ts';

const CALL = '01900000-0000-7000-8000-000000000001';
const question = (fields: Partial<Question> & Pick<Question, 'id' | 'type'>): Question => ({
  label: fields.id,
  help: null,
  options: [],
  required: true,
  default: null,
  allow_other: false,
  ...fields,
});
const options = ['a', 'b'].map((value) => ({ value, label: value.toUpperCase(), description: null }));
const ask = (...questions: Question[]) => ({
  call_id: CALL,
  kind: 'question' as const,
  questions,
  action: null,
});
const confirmation = {
  call_id: CALL,
  kind: 'confirmation' as const,
  questions: [],
  action: { tool: 't', args: { x: 1 }, effect: 'once' as const, tool_version: null, digest: null },
};
const fill = (request: Parameters<typeof emptyAnswerDraft>[0], draft: Partial<AnswerDraft>): AnswerDraft => ({
  ...emptyAnswerDraft(request),
  ...draft,
});

describe('answers', () => {
  test('go out in the order of the questions, each in its own type', () => {
    const request = ask(
      question({ id: 'one', type: 'select', options }),
      question({ id: 'many', type: 'multiselect', options, allow_other: true }),
      question({ id: 'yes', type: 'boolean' }),
      question({ id: 'no', type: 'boolean' }),
      question({ id: 'n', type: 'number' }),
      question({ id: 'text', type: 'long_text', required: false }),
    );
    const draft = fill(request, {
      values: { one: 'b', many: ['a'], yes: 'yes', no: 'no', n: ' 0 ' },
      others: { many: ' mine ' },
      usesOther: { many: true },
    });
    expect(toRespondRequest(request, draft)).toEqual({
      body: { call_id: CALL, answers: ['b', ['a', 'mine'], true, false, 0, null] },
    });
  });

  test('start from what the agent proposes', () => {
    const request = ask(
      question({ id: 'flag', type: 'boolean', default: false }),
      question({ id: 'n', type: 'number', default: 3 }),
    );
    expect(toRespondRequest(request, emptyAnswerDraft(request))).toEqual({
      body: { call_id: CALL, answers: [false, 3] },
    });
  });

  test('that are missing or no numbers are named by question, and nothing is sent', () => {
    const request = ask(
      question({ id: 'one', type: 'select', options, allow_other: true }),
      question({ id: 'n', type: 'number' }),
      question({ id: 'skip', type: 'text', required: false }),
    );
    const read = toRespondRequest(
      request,
      fill(request, { values: { n: 'many' }, usesOther: { one: true } }),
    );
    expect(Object.keys('errors' in read ? read.errors : {})).toEqual(['one', 'n']);
  });

  test('may be declined, with a word to the agent, whatever was put in before', () => {
    const request = ask(question({ id: 'one', type: 'text' }));
    const declined = { values: { one: 'half' }, decision: 'reject' as const };
    expect(toRespondRequest(request, fill(request, declined))).toEqual({
      body: { call_id: CALL, decision: 'reject' },
    });
    expect(toRespondRequest(request, fill(request, { ...declined, reason: ' Ask the bank ' }))).toEqual({
      body: { call_id: CALL, decision: 'reject', message: 'Ask the bank' },
    });
  });

  test('that the server refuses are named by question too', () => {
    const request = ask(question({ id: 'one', type: 'text' }), question({ id: 'two', type: 'text' }));
    expect(
      toAnswerErrors(request, [
        { path: 'answers.1', message: 'No' },
        { path: 'answers_by_id.one', message: 'Nor this' },
        { path: 'answers', message: 'Too few' },
      ]),
    ).toEqual({ two: 'No', one: 'Nor this', '': 'Too few' });
  });
});

describe('a confirmation', () => {
  const send = (draft: Partial<AnswerDraft>) => toRespondRequest(confirmation, fill(confirmation, draft));

  test('sends nothing before something is chosen', () => {
    expect(send({})).toHaveProperty('errors.decision');
  });

  test('is approved, edited, rejected with a reason, or answered instead', () => {
    expect(send({ decision: 'approve' })).toEqual({ body: { call_id: CALL, decision: 'approve' } });
    expect(send({ decision: 'edit', argsText: '{"x": 2}' })).toEqual({
      body: { call_id: CALL, decision: 'edit', args: { x: 2 } },
    });
    expect(send({ decision: 'reject', reason: ' no ' })).toEqual({
      body: { call_id: CALL, decision: 'reject', message: 'no' },
    });
    expect(send({ decision: 'respond', reply: 'Use 3' })).toEqual({
      body: { call_id: CALL, decision: 'respond', message: 'Use 3' },
    });
  });

  test('does not go out with broken arguments or an empty reply', () => {
    expect(send({ decision: 'edit', argsText: '[1]' })).toHaveProperty('errors.args');
    expect(send({ decision: 'edit', argsText: '{' })).toHaveProperty('errors.args');
    expect(send({ decision: 'respond' })).toHaveProperty('errors.reply');
  });
});
