import { expect, test } from '@jest/globals';
import { toolInfoSchema } from '@taskhelm/contract';
import { runAgentLoop } from '../run-agent-loop.ts';
import { buildRun, uuid } from '../test-support/build-run.ts';
import { ToolError, type ToolHost } from '../tool.ts';
import { toolInfo } from '../tool-info.ts';
import { createBuiltInTools } from './built-in-tools.ts';

async function output(call: string, host = buildRun('').host): Promise<unknown> {
  const run = buildRun(`call ${call}\nresult done`, { host });
  await runAgentLoop(run);
  const result = run.log.events.find((event) => event.type === 'tool_result');
  return result && { status: result.status, output: result.output };
}

test('every tool describes itself for people and models', () => {
  const infos = [...createBuiltInTools().values()].map(toolInfo);
  expect(infos.map(({ name }) => name)).toEqual([
    'ask_user',
    'current_time',
    'calculate',
    'http_request',
    'create_task',
  ]);
  for (const info of infos) {
    toolInfoSchema.parse(info);
    expect(info.parameters).toMatchObject({ type: 'object' });
  }
});

test('the time is told in a zone', async () => {
  expect(await output('current_time {"time_zone":"Asia/Kolkata"}')).toEqual({
    status: 'ok',
    output: {
      time_zone: 'Asia/Kolkata',
      date: '2026-01-31',
      time: '15:00:00',
      weekday: 'Saturday',
      offset: 'GMT+05:30',
      utc: '2026-01-31T09:30:00.000Z',
    },
  });
});

test('an unknown zone is an error that says what to send', async () => {
  expect(await output('current_time {"time_zone":"Mars/Base"}')).toMatchObject({
    status: 'error',
    output: expect.stringContaining('Europe/Paris'),
  });
});

test('a task is created through the host, with the id of the call', async () => {
  const seen: unknown[] = [];
  const host: ToolHost = {
    createTask: async (request) => {
      seen.push(request);
      return { task_id: uuid(9), agent: request.agent, status: 'pending', result: null, failure: null };
    },
  };
  expect(await output('create_task {"agent":"writer","title":"T"}', host)).toEqual({
    status: 'ok',
    output: { task_id: uuid(9), agent: 'writer' },
  });
  expect(seen).toEqual([{ callId: uuid(101), agent: 'writer', title: 'T', wait: false }]);
});

test('a task that the host refuses is an error in its words', async () => {
  const host = { createTask: () => Promise.reject(new ToolError('There is no agent named nobody.')) };
  expect(await output('create_task {"agent":"nobody","title":"T"}', host)).toMatchObject({
    status: 'error',
    output: 'There is no agent named nobody.',
  });
});
