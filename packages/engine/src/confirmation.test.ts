import { expect, test } from '@jest/globals';
import type { TaskEventBody } from '@taskhelm/contract';
import { executeToolCall } from './execute-tool-call.ts';
import { readCalls } from './read-calls.ts';
import { callDigest } from './tool-version.ts';
import { runAgentLoop } from './run-agent-loop.ts';
import { buildRun, type TestRun } from './test-support/build-run.ts';
import { createCountTool, type CountTool } from './test-support/count-tool.ts';
import { park, requestEvent, respond } from './test-support/respond.ts';
import { write } from './test-support/memory-log.ts';
import type { InputRequestDraft } from './outcome.ts';

const OTHER_CALL = '01900000-0000-7000-8000-000000000999';

async function parked(args = '{"n":1}'): Promise<CountTool & { run: TestRun; request: InputRequestDraft }> {
  const counter = createCountTool();
  const run = buildRun(`call count ${args}\nresult {output}`, {
    extraTools: [counter.tool],
    confirmTools: new Set(['count']),
  });
  const [request] = park(run.log, await runAgentLoop(run));
  return { ...counter, run, request: request! };
}

const lastResult = (run: TestRun): TaskEventBody | undefined =>
  run.log.events.findLast(({ type }) => type === 'tool_result');

test('a confirmation shows the tool with its arguments and effect, and nothing runs before the answer', async () => {
  const { run, request, runs } = await parked();
  expect(request).toMatchObject({
    kind: 'confirmation',
    about_call_id: request.call_id,
    title: 'Run count?',
    action: { tool: 'count', args: { n: 1 }, effect: 'idempotent' },
    allowed_decisions: ['approve', 'edit', 'reject', 'respond'],
    questions: [],
  });
  expect(await runAgentLoop(run)).toEqual({ type: 'needs_input', requests: [] });
  expect(runs).toEqual([]);
});

test('an approved call runs once with the planned arguments', async () => {
  const { run, request, runs } = await parked();
  respond(run.log, request.call_id, { outcome: 'approved', decision: 'approve' });
  expect(await runAgentLoop(run)).toEqual({ type: 'completed', result: 'counted' });
  expect(runs).toEqual([{ args: { n: 1 }, callId: request.call_id }]);
});

test('an edited call runs with the edited arguments alone', async () => {
  const { run, request, runs } = await parked();
  respond(run.log, request.call_id, { outcome: 'edited', decision: 'edit', args: { n: 5 } });
  await runAgentLoop(run);
  expect(runs.map(({ args }) => args)).toEqual([{ n: 5 }]);
  expect(run.log.events).toContainEqual(expect.objectContaining({ type: 'tool_started', args: { n: 5 } }));
});

test('edited arguments that the schema refuses do not run', async () => {
  const { run, request, runs } = await parked();
  respond(run.log, request.call_id, { outcome: 'edited', decision: 'edit', args: { n: 'five' } });
  await runAgentLoop(run);
  expect(runs).toEqual([]);
  expect(lastResult(run)).toMatchObject({ status: 'error' });
});

test('a rejected call does not run and the agent gets the reason', async () => {
  const { run, request, runs } = await parked();
  respond(run.log, request.call_id, { outcome: 'rejected', decision: 'reject', message: 'Too dear' });
  await runAgentLoop(run);
  expect(runs).toEqual([]);
  expect(lastResult(run)).toMatchObject({ status: 'rejected', output: expect.stringContaining('Too dear') });
});

test('a response is the result of a call that does not run', async () => {
  const { run, request, runs } = await parked();
  respond(run.log, request.call_id, { outcome: 'responded', decision: 'respond', message: 'It is 7.' });
  expect(await runAgentLoop(run)).toEqual({ type: 'completed', result: 'It is 7.' });
  expect(runs).toEqual([]);
});

test('feedback reaches the agent and the call does not run', async () => {
  const { run, request, runs } = await parked();
  const answers = [{ question_id: '', raw: 'Ask Bob first', value: 'Ask Bob first', matched: false }];
  respond(run.log, request.call_id, { outcome: 'feedback', answers });
  await runAgentLoop(run);
  expect(runs).toEqual([]);
  expect(lastResult(run)).toMatchObject({ status: 'rejected', output: 'Ask Bob first' });
});

test('invalid arguments are refused before a person is asked', async () => {
  const counter = createCountTool();
  const run = buildRun('call count {"n":"x"}\nresult {output}', {
    extraTools: [counter.tool],
    confirmTools: new Set(['count']),
  });
  expect(await runAgentLoop(run)).toMatchObject({ type: 'completed', result: expect.stringContaining('n:') });
});

test.each([
  ['there is no confirmation', () => []],
  ['the confirmation has no answer', (request: InputRequestDraft) => [requestEvent(request)]],
  ...(
    [
      ['for other arguments', { tool: 'count', args: { n: 2 } }],
      ['for another tool', { tool: 'calculate', args: { n: 1 } }],
    ] as const
  ).map(
    ([what, call]) =>
      [
        `the approval was ${what}`,
        (request: InputRequestDraft) => {
          const version = request.action!.tool_version!;
          const action = { ...request.action!, ...call, digest: callDigest({ ...call, version }) };
          return [requestEvent({ ...request, action }), approval(request)];
        },
      ] as const,
  ),
  [
    'the approval has no digest',
    (request: InputRequestDraft) => [
      requestEvent({ ...request, action: { ...request.action!, digest: null } }),
      approval(request),
    ],
  ],
  [
    'what was answered is a question',
    (request: InputRequestDraft) => [requestEvent({ ...request, kind: 'question' }), approval(request)],
  ],
  [
    'the approval answers another call',
    (request: InputRequestDraft) => [
      requestEvent({ ...request, call_id: OTHER_CALL, about_call_id: OTHER_CALL }),
      { ...approval(request), call_id: OTHER_CALL },
    ],
  ],
])('a call that needs a confirmation is refused where tools run when %s', async (_case, events) => {
  const counter = createCountTool();
  const confirmTools = new Set(['count']);
  const run = buildRun('call count {"n":1}', { extraTools: [counter.tool], confirmTools });
  const outcome = await runAgentLoop(run);
  const request = outcome.type === 'needs_input' ? outcome.requests[0]! : null;
  write(run.log, events(request!));
  await executeToolCall(run, readCalls(run.log.events)[0]!);
  expect(counter.runs).toEqual([]);
  expect(lastResult(run)).toMatchObject({ status: 'error', output: 'No person has approved this call.' });
});

test('an approval of a tool that has changed since is asked for anew, and only the new one lets it run', async () => {
  const { run, request, runs } = await parked();
  const changed = createCountTool();
  const tools = new Map(run.tools).set('count', { ...changed.tool, description: 'Counts, and more.' });
  const now = { ...run, tools };
  respond(run.log, request.call_id, { outcome: 'approved' });
  const [again] = park(run.log, await runAgentLoop(now));
  expect(again).toMatchObject({
    kind: 'confirmation',
    about_call_id: request.about_call_id,
    action: { tool: 'count', args: { n: 1 } },
  });
  expect(again!.call_id).not.toBe(request.call_id);
  expect(again!.action!.digest).not.toBe(request.action!.digest);
  expect(await runAgentLoop(now)).toEqual({ type: 'needs_input', requests: [] });
  expect([...runs, ...changed.runs]).toEqual([]);
  respond(run.log, again!.call_id, { outcome: 'approved' });
  expect(await runAgentLoop(now)).toMatchObject({ type: 'completed' });
  expect(changed.runs).toEqual([{ args: { n: 1 }, callId: request.call_id }]);
});

test('a rejection counts whatever has become of the tool', async () => {
  const { run, request } = await parked();
  const tools = new Map(run.tools).set('count', { ...createCountTool().tool, description: 'Other.' });
  respond(run.log, request.call_id, { outcome: 'rejected', message: 'No' });
  expect(await runAgentLoop({ ...run, tools })).toMatchObject({ type: 'completed' });
  expect(lastResult(run)).toMatchObject({ status: 'rejected' });
});

test('an approved call of a tool that is not there any more does not run, and the model is told why', async () => {
  const { run, request, runs } = await parked();
  const tools = new Map(run.tools);
  tools.delete('count');
  respond(run.log, request.call_id, { outcome: 'approved' });
  await runAgentLoop({ ...run, tools, unavailableTools: new Map([['count', 'It was switched off.']]) });
  expect(runs).toEqual([]);
  expect(lastResult(run)).toMatchObject({ status: 'error', output: 'It was switched off.' });
});

test('the order of keys makes no difference between planned and approved arguments', async () => {
  const { run, request, runs } = await parked('{"n":1,"deep":{"a":1,"b":2}}');
  const index = run.log.events.findIndex(({ type }) => type === 'input_request');
  const event = run.log.events[index]!;
  if (event.type === 'input_request') event.request.action!.args = { deep: { b: 2, a: 1 }, n: 1 };
  respond(run.log, request.call_id, { outcome: 'approved' });
  await runAgentLoop(run);
  expect(runs).toHaveLength(1);
});

function approval(request: InputRequestDraft): TaskEventBody {
  return {
    type: 'input_response',
    call_id: request.call_id,
    outcome: 'approved',
    decision: 'approve',
    answers: null,
    args: null,
    message: null,
    by: { type: 'user', id: null, name: 'Ada' },
    via: 'api',
  };
}
