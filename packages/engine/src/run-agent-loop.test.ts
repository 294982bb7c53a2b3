import { expect, test } from '@jest/globals';
import { taskEventSchema } from '@taskhelm/contract';
import { runAgentLoop } from './run-agent-loop.ts';
import { buildRun } from './test-support/build-run.ts';
import { answer, park } from './test-support/respond.ts';

test('a description without directives is restated, asked about and answered with a result that uses the answer', async () => {
  const run = buildRun('Analyze the market. Name three trends.');
  const [request] = park(run.log, await runAgentLoop(run));
  expect(request?.questions[0]).toMatchObject({ type: 'select', allow_other: true });
  answer(run.log, request!, 'Focus on enterprise');
  const outcome = await runAgentLoop(run);
  expect(outcome).toMatchObject({
    type: 'completed',
    result: expect.stringContaining('Focus on enterprise'),
  });
  expect(outcome).toMatchObject({ result: expect.stringContaining('Name three trends.') });
  for (const event of run.log.events) taskEventSchema.parse(event);
});

test('every step is recorded before it is acted on, and closed by its usage', async () => {
  const run = buildRun(
    'think about it\nsay hello\ncall calculate {"expression":"2+3*4"}\nresult It is {output}.',
  );
  expect(await runAgentLoop(run)).toEqual({ type: 'completed', result: 'It is 14.' });
  expect(run.log.events.map(({ type }) => type)).toEqual([
    'message',
    'model_started',
    'message',
    'reasoning',
    'message',
    'tool_call',
    'usage',
    'tool_started',
    'tool_result',
    'model_started',
    'message',
    'usage',
  ]);
  expect(run.log.appends).toEqual([1, 5, 1, 1, 1, 2]);
});
