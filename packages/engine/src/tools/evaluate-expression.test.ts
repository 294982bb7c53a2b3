import { expect, test } from '@jest/globals';
import { evaluateExpression } from './evaluate-expression.ts';

test.each([
  ['2+3*4', 14],
  ['(2+3)*4', 20],
  ['2 - 3 - 4', -5],
  ['24/4/2', 3],
  ['7 % 4', 3],
  ['-7 % 4', -3],
  ['2^3^2', 512],
  ['2**10', 1024],
  ['-2^2', -4],
  ['(-2)^2', 4],
  ['2^-1', 0.5],
  ['--3', 3],
  ['+-+3', -3],
  ['1e3 + .5', 1000.5],
  ['1.5E-2', 0.015],
  ['0.1+0.2', 0.3],
  ['9007199254740991', 9007199254740991],
  ['6 × 7 ÷ 2 − 1', 20],
  ['sqrt(16)', 4],
  ['max(1, 2+3, -4)', 5],
  ['min(3)', 3],
  ['round(2.5) + floor(2.9) + ceil(2.1) + abs(-1)', 9],
  ['ln(e)', 1],
  ['log10(1000)', 3],
  ['exp(0)', 1],
  ['cos(pi)', -1],
  ['sin(pi/2)', 1],
  ['tan(0)', 0],
  ['0 * -1', 0],
])('%s is %d', (expression, value) => {
  expect(evaluateExpression(expression)).toBe(value);
});

test.each([
  ['1/0', 'Division by zero'],
  ['1%0', 'Division by zero'],
  ['0^-1', 'Division by zero'],
  ['10^400', 'too large'],
  ['1e999', 'too large'],
  ['exp(1000)', 'too large'],
  ['sqrt(-1)', 'not a real number'],
  ['(-8)^0.5', 'not a real number'],
  ['', 'ends too early'],
  ['2+', 'ends too early'],
  ['(1+2', ') is missing'],
  ['1 2', '2 is not expected at position 3'],
  ['2 $ 3', '$ is not expected at position 3'],
  ['1)', ') is not expected at position 2'],
  ['sin', '( is missing'],
  ['sqrt(1,2)', 'takes one value'],
  ['max()', 'takes one value or more'],
  ['process', 'process is not known'],
  ['constructor(1)', 'constructor is not known'],
  ['__proto__', '__proto__ is not known'],
  [`${'('.repeat(400)}1${')'.repeat(400)}`, 'nested too deeply'],
  ['-'.repeat(900), 'nested too deeply'],
])('%s is refused: %s', (expression, reason) => {
  expect(() => evaluateExpression(expression)).toThrow(reason);
});
