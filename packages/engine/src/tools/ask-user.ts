import { answerSchema, QUESTION_TYPES, z } from '@taskhelm/contract';
import { defineTool } from '../define-tool.ts';
import { toQuestion } from './to-question.ts';

const MAX_TITLE_LENGTH = 200;

const optionSchema = z.union([
  z.string().min(1).max(200),
  z.object({
    value: z.string().max(200).optional(),
    label: z.string().min(1).max(200),
    description: z.string().max(1_000).nullish(),
  }),
]);

const askedQuestionSchema = z
  .object({
    label: z.string().trim().min(1).max(2_000).optional().describe('The question'),
    question: z.string().trim().min(1).max(2_000).optional().describe('The same as label'),
    type: z.enum(QUESTION_TYPES).optional(),
    options: z.array(optionSchema).max(20).optional().describe('Choices for select and multiselect'),
    required: z.boolean().optional(),
    default: answerSchema.optional(),
    allow_other: z.boolean().optional().describe('Whether the person may answer in their own words'),
    help: z.string().max(2_000).nullish(),
  })
  .refine(({ label, question }) => label ?? question, 'A question needs a label');
export type AskedQuestion = z.infer<typeof askedQuestionSchema>;

/** Puts questions to the person who gave the task; the result is the answers. */
export const askUser = defineTool({
  kind: 'ask',
  name: 'ask_user',
  description:
    'Asks a person one to five questions and waits for the answers. Ask only what you cannot find out and need to know.',
  parameters: z.object({
    questions: z.array(askedQuestionSchema).min(1).max(5),
    expires_in_seconds: z
      .int()
      .min(1)
      .max(2_592_000)
      .optional()
      .describe('Without it, the questions wait for ever'),
    on_expiry: z
      .enum(['use_defaults', 'decline', 'fail'])
      .optional()
      .describe('What to do when nobody answered in time'),
  }),
  effect: 'read',
  ask: ({ questions: asked, expires_in_seconds: expiresInSeconds, on_expiry: onExpiry }) => {
    const questions = asked.map(toQuestion);
    const more = questions.length > 1 ? ` (and ${questions.length - 1} more)` : '';
    const title = questions[0]?.label.replaceAll(/\s+/g, ' ') ?? 'A question';
    const cut = title.slice(0, MAX_TITLE_LENGTH - more.length);
    return { title: cut + more, bodyMarkdown: null, questions, expiresInSeconds, onExpiry };
  },
});
