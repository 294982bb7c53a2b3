import { expect, test } from '@jest/globals';
import { questionSchema, type Json } from '@taskhelm/contract';
import { checkToolArgs } from '../check-tool-args.ts';
import { askUser } from './ask-user.ts';

function ask(questions: unknown): ReturnType<Extract<typeof askUser, { kind: 'ask' }>['ask']> {
  const checked = checkToolArgs(askUser, { questions } as Json);
  if (!checked.ok || askUser.kind !== 'ask') throw new Error(checked.ok ? '' : checked.message);
  const asked = askUser.ask(checked.parsed);
  for (const question of asked.questions) questionSchema.parse(question);
  return asked;
}

test('a bare question is a required text', () => {
  expect(ask([{ question: 'Why?' }])).toEqual({
    title: 'Why?',
    bodyMarkdown: null,
    questions: [
      {
        id: 'q1',
        label: 'Why?',
        help: null,
        type: 'text',
        options: [],
        required: true,
        default: null,
        allow_other: false,
      },
    ],
  });
});

test('options make a choice that admits other words, whatever form they have', () => {
  const options = [
    'Red',
    { label: 'Blue', description: 'Like the sky' },
    { value: 'g', label: 'Green' },
    'Red',
  ];
  expect(ask([{ label: 'Colour?', options }]).questions[0]).toMatchObject({
    type: 'select',
    allow_other: true,
    options: [
      { value: 'Red', label: 'Red', description: null },
      { value: 'Blue', label: 'Blue', description: 'Like the sky' },
      { value: 'g', label: 'Green', description: null },
    ],
  });
});

test('a choice without options is a text, and a number with options is a choice', () => {
  const { questions } = ask([
    { label: 'A', type: 'select' },
    { label: 'B', type: 'number', options: ['1', '2'] },
    { label: 'C', type: 'multiselect', options: ['x'], allow_other: false },
    { label: 'D', type: 'boolean', default: false, required: false, help: 'Hm' },
  ]);
  expect(questions.map(({ type }) => type)).toEqual(['text', 'select', 'multiselect', 'boolean']);
  expect(questions.map(({ id }) => id)).toEqual(['q1', 'q2', 'q3', 'q4']);
  expect(questions[2]?.allow_other).toBe(false);
  expect(questions[3]).toMatchObject({ default: false, required: false, help: 'Hm', allow_other: false });
});

test('the title of several questions counts them and stays short', () => {
  const { title } = ask([{ label: 'x'.repeat(400) }, { label: 'B' }, { label: 'C' }]);
  expect(title).toMatch(/^x+ \(and 2 more\)$/);
  expect(title).toHaveLength(200);
});

test.each([
  ['none', []],
  ['six', Array.from({ length: 6 }, () => ({ label: 'A' }))],
  ['one without a label', [{ type: 'text' }]],
  ['one of an unknown type', [{ label: 'A', type: 'colour' }]],
])('%s is refused', (_name, questions) => {
  expect(() => ask(questions)).toThrow('not valid');
});
