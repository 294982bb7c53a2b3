import { expect, test } from '@jest/globals';
import type { TaskEvent } from '@taskhelm/contract';
import { keptFacts } from './kept-facts.ts';

const request = { title: 'Which bank?', kind: 'question', questions: [{ id: 'q1', label: 'Which bank?' }] };
const log = (response: object): TaskEvent[] =>
  [
    { seq: 1, type: 'input_request', call_id: 'c1', request },
    { seq: 2, type: 'input_response', call_id: 'c1', message: null, by: { name: 'Ana' }, ...response },
  ] as unknown as TaskEvent[];

test('a summary keeps what people answered, and what they declined to answer', () => {
  const answered = { outcome: 'answered', answers: [{ question_id: 'q1', raw: 'The old one' }] };
  expect(keptFacts(log(answered), 2)).toContain('- Asked "Which bank?", Ana answered "The old one"');
  const declined = { outcome: 'rejected', answers: null, message: 'Ask them' };
  expect(keptFacts(log(declined), 2)).toContain('- Asked "Which bank?", Ana declined to answer: Ask them');
});
