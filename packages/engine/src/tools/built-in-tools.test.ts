import { expect, test } from '@jest/globals';
import { toolInfoSchema } from '@taskhelm/contract';
import { runAgentLoop } from '../run-agent-loop.ts';
import { buildRun } from '../test-support/build-run.ts';
import { toolInfo } from '../tool-info.ts';
import { createBuiltInTools } from './built-in-tools.ts';

async function output(call: string): Promise<unknown> {
  const run = buildRun(`call ${call}\nresult done`);
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
    'read_page',
    'create_task',
    'get_task',
    'list_tasks',
    'cancel_task',
    'remember',
    'recall',
    'save_file',
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
