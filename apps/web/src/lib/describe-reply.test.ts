import { expect, test } from '@jest/globals';
import type { Answer, Question } from '@taskhelm/contract';
import { describeAnswers, describeReply } from './describe-reply.ts';

const question = {
  id: 'q1',
  options: [
    { value: 'ent', label: 'Enterprise', description: null },
    { value: 'smb', label: 'Small business', description: null },
  ],
} as unknown as Question;
const reply = (value: Answer) => ({
  kind: 'question' as const,
  decision: null,
  message: null,
  questions: [question],
  answers: [{ question_id: 'q1', raw: value, value, matched: true }],
});

test.each<[Answer, string]>([
  ['ent', 'answered Enterprise'],
  [['ent', 'smb'], 'answered Enterprise, Small business'],
  ['in my own words', 'answered in my own words'],
  [false, 'answered no'],
  [0, 'answered 0'],
  ['', 'answered nothing'],
  [null, 'answered nothing'],
])('%j reads: %s', (value, words) => {
  expect(describeReply(reply(value))).toBe(words);
});

test('several answers are told one after the other', () => {
  const both = [...reply('ent').answers, { ...reply(3).answers[0]!, question_id: 'q2' }];
  expect(describeReply({ ...reply('ent'), answers: both })).toBe('answered Enterprise; 3');
});

test('a decision is told with the words that came with it', () => {
  const decided = { kind: 'confirmation' as const, answers: null, questions: [], message: null };
  expect(describeReply({ ...decided, decision: 'approve' })).toBe('approved');
  expect(describeReply({ ...decided, decision: 'reject', message: 'not today' })).toBe('rejected: not today');
});

test('a question that a person declined has no answers', () => {
  const declined = { ...reply(null), answers: null, decision: 'reject' as const };
  expect(describeReply(declined)).toBe('declined to answer');
  expect(describeReply({ ...declined, message: 'Ask the bank' })).toBe('declined to answer: Ask the bank');
});

test('each question is told with its own answer', () => {
  const asked = { ...reply('ent'), questions: [{ ...question, label: 'Which segment?' }] };
  expect(describeAnswers(asked)).toEqual([{ id: 'q1', label: 'Which segment?', answer: 'Enterprise' }]);
  expect(describeAnswers({ ...asked, answers: [] })?.[0]?.answer).toBe('nothing');
  expect(describeAnswers({ ...asked, answers: null, decision: 'reject' })).toBeNull();
});
