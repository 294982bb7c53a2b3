import { z } from '@taskhelm/contract';
import { defineTool } from '../define-tool.ts';
import { evaluateExpression, FUNCTION_NAMES } from './evaluate-expression.ts';

/** Arithmetic. */
export const calculate = defineTool({
  kind: 'run',
  name: 'calculate',
  description: `Evaluates an arithmetic expression. Operators + - * / % ^ and parentheses, constants pi and e, functions ${FUNCTION_NAMES.join(', ')}. Angles are in radians, ln is the natural logarithm.`,
  parameters: z.strictObject({
    expression: z.string().min(1).max(1_000).describe('For example 2+3*4'),
  }),
  effect: 'read',
  run: async ({ expression }) => evaluateExpression(expression),
});
