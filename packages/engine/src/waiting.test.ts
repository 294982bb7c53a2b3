import { expect, test } from '@jest/globals';
import { runAgentLoop } from './run-agent-loop.ts';
import { buildHost } from './test-support/build-host.ts';
import { buildRun } from './test-support/build-run.ts';
import type { CreatedChild } from './tool.ts';

const SCRIPT = 'call create_task {"agent":"writer","title":"Part","wait":true}\nresult Child said: {output}';

test('a call that waits for its child ends the run without a result, and goes on when the child has ended', async () => {
  const child: CreatedChild = {
    task_id: '00000000-0000-7000-8000-000000000009',
    agent: 'writer',
    status: 'in_progress',
    result: null,
    failure: null,
    withheld_tools: [],
  };
  const calls: string[] = [];
  const host = buildHost({
    createTask: async ({ callId }) => {
      calls.push(callId);
      return child;
    },
  });
  const run = buildRun(SCRIPT, { host });
  expect(await runAgentLoop(run)).toEqual({ type: 'waiting_on_children' });
  expect(run.log.events.some((event) => event.type === 'tool_result')).toBe(false);

  child.status = 'completed';
  child.result = 'the part';
  const outcome = await runAgentLoop(run);
  expect(outcome).toMatchObject({ type: 'completed', result: expect.stringContaining('the part') });
  expect(new Set(calls).size).toBe(1);
  expect(run.log.events.filter((event) => event.type === 'tool_result')).toHaveLength(1);
});
