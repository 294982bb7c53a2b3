import { expect, test } from '@jest/globals';
import { runAgentLoop } from '../run-agent-loop.ts';
import { buildHost } from '../test-support/build-host.ts';
import { buildRun, uuid } from '../test-support/build-run.ts';
import { ToolError, type DelegatedTask, type ToolHost } from '../tool.ts';

const TASK: DelegatedTask = {
  task_id: uuid(9),
  parent_task_id: uuid(1),
  title: 'T',
  agent: 'writer',
  status: 'completed',
  result: 'the part',
  failure: null,
};
const { title: _title, parent_task_id: _parent, ...CHILD } = TASK;

async function output(call: string, host: Partial<ToolHost>): Promise<unknown> {
  const run = buildRun(`call ${call}\nresult done`, { host: buildHost(host) });
  await runAgentLoop(run);
  const result = run.log.events.find((event) => event.type === 'tool_result');
  return result && { status: result.status, output: result.output };
}

test('a task is created through the host, with the id of the call', async () => {
  const seen: unknown[] = [];
  const createTask: ToolHost['createTask'] = async (request) => {
    seen.push(request);
    return { ...CHILD, status: 'pending', withheld_tools: [] };
  };
  expect(await output('create_task {"agent":"writer","title":"T"}', { createTask })).toEqual({
    status: 'ok',
    output: { task_id: uuid(9), agent: 'writer' },
  });
  expect(seen).toEqual([{ callId: uuid(101), agent: 'writer', title: 'T', wait: false }]);
});

test('the tools that the new task has to do without are named', async () => {
  const createTask: ToolHost['createTask'] = async () => ({ ...CHILD, withheld_tools: ['http_request'] });
  const call = 'create_task {"agent":"writer","title":"T","wait":true}';
  expect(await output(call, { createTask })).toMatchObject({
    output: { result: 'the part', withheld_tools: ['http_request'] },
  });
});

test('a task that the host refuses is an error in its words', async () => {
  const createTask = () => Promise.reject(new ToolError('There is no agent named nobody.'));
  expect(await output('create_task {"agent":"nobody","title":"T"}', { createTask })).toMatchObject({
    status: 'error',
    output: 'There is no agent named nobody.',
  });
});

test('a task below is looked at, and listed without its result', async () => {
  expect(await output(`get_task {"task_id":"${uuid(9)}"}`, { getTask: async () => TASK })).toEqual({
    status: 'ok',
    output: TASK,
  });
  const { result: _, ...listed } = TASK;
  const filters: unknown[] = [];
  const listTasks: ToolHost['listTasks'] = async (filter) => {
    filters.push(filter);
    return [TASK];
  };
  expect(await output('list_tasks {"status":["completed"]}', { listTasks })).toEqual({
    status: 'ok',
    output: { tasks: [listed] },
  });
  expect(filters).toEqual([{ status: ['completed'] }]);
});

test('a task below is cancelled once for the call', async () => {
  const seen: unknown[] = [];
  const cancelTask: ToolHost['cancelTask'] = async (request) => {
    seen.push(request);
    return { ...TASK, status: 'cancelled' };
  };
  const call = `cancel_task {"task_id":"${uuid(9)}","reason":"done already"}`;
  expect(await output(call, { cancelTask })).toEqual({
    status: 'ok',
    output: { task_id: uuid(9), status: 'cancelled' },
  });
  expect(seen).toEqual([{ callId: uuid(101), taskId: uuid(9), reason: 'done already' }]);
});
