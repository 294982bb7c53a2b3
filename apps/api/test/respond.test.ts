import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  inputEndpoints,
  sessionEndpoints,
  taskEndpoints,
  type Answer,
  type EndpointInput,
  type ErrorBody,
  type TaskDetail,
} from '@taskhelm/contract';
import { askingTask, createTask, eventsOf, getTask, respond, taskAsking, taskIn } from './support/tasks.ts';
import { startTestServer, TOKEN, type TestServer } from './support/test-server.ts';
import { sortedStatuses } from './support/sorted-statuses.ts';

const REGIONS = {
  label: 'Which region?',
  type: 'select',
  options: [
    { value: 'eu', label: 'Europe' },
    { value: 'us', label: 'United States' },
  ],
};

describe('answering what an agent asks', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await server.startWorker();
  });
  afterAll(() => server.stop());

  /** The refusal, after which the question still waits and the log is as long as before. */
  async function expectNothingStored(task: TaskDetail, body: Parameters<typeof respond>[2], code: string) {
    const answer = await respond(server, task, body);
    expect([answer.status, answer.body.code]).toEqual([422, code]);
    expect(await getTask(server, task.id)).toMatchObject({
      status: 'needs_input',
      last_seq: task.last_seq,
      pending_input: task.pending_input,
    });
    return answer.body.details ?? [];
  }

  it('shows the question, its session and a ready curl line on the task', async () => {
    const task = await taskAsking(server, REGIONS);
    const [input] = task.inputs;
    expect(task.pending_input).toMatchObject({
      call_id: input?.call_id,
      kind: 'question',
      title: 'Which region?',
      count: 1,
    });
    expect(input).toMatchObject({
      state: 'pending',
      session_id: task.session_id,
      task_id: task.id,
      answers: null,
      action: null,
    });
    expect(input?.respond_with).toContain(`/api/v1/sessions/${task.session_id}/respond`);
    expect(input?.respond_with).toContain('$TOKEN');
    expect(task.allowed_actions).toContain('respond');
    const session = await server.call(sessionEndpoints.get, { params: { id: task.session_id } });
    expect(session.body).toMatchObject({ status: 'needs_input', pending_call_ids: [input?.call_id] });
  });

  it.each<[sent: string, value: string, matched: boolean]>([
    ['us', 'us', true],
    ['United States', 'us', true],
    ['  euROPE ', 'eu', true],
    ['Mars, please', 'Mars, please', false],
  ])('takes %j as %j', async (sent, value, matched) => {
    const task = await taskAsking(server, REGIONS);
    const { status, body } = await respond(server, task, { answers: [sent] });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      task_id: task.id,
      session_id: task.session_id,
      state: 'answered',
      outcome: 'answered',
      answers: [{ question_id: 'q1', raw: sent, value, matched }],
      answered_by: { type: 'token', name: 'bootstrap' },
      task_status: 'pending',
      still_pending: [],
      replayed: false,
    });
    const done = await taskIn(server, task.id, 'completed');
    const label = REGIONS.options.find((option) => option.value === value)?.label ?? value;
    expect(done.result).toBe(`Answered: ${label} / ${label}`);
    expect(done.inputs[0]).toMatchObject({ state: 'answered', via: 'api', answers: body.answers });
  });

  it('refuses what is no option where own words are not wanted', async () => {
    const task = await taskAsking(server, { ...REGIONS, allow_other: false });
    const details = await expectNothingStored(task, { answers: ['Mars'] }, 'invalid_answers');
    expect(details).toEqual([{ path: 'answers.0', code: 'not_an_option', message: 'Choose one of: eu, us' }]);
  });

  it('takes several answers in the order of the questions', async () => {
    const task = await taskAsking(server, { label: 'First?' }, REGIONS, {
      label: 'How many?',
      type: 'number',
    });
    expect(task.pending_input?.title).toBe('First? (and 2 more)');
    const { body } = await respond(server, task, { answers: ['one', 'eu', 0] });
    expect(body.answers?.map((answer) => answer.value)).toEqual(['one', 'eu', 0]);
    expect((await taskIn(server, task.id, 'completed')).result).toBe('Answered: one / 0');
  });

  it('takes answers by the ids of the questions, and defaults for those left out', async () => {
    const task = await taskAsking(server, { label: 'A?', default: 'as usual' }, { label: 'B?' });
    const { status, body } = await respond(server, task, { answers_by_id: { q2: 'two' } });
    expect(status).toBe(200);
    expect(body.answers).toMatchObject([
      { question_id: 'q1', raw: null, value: 'as usual' },
      { question_id: 'q2', value: 'two' },
    ]);
  });

  it('takes it that a person declines to answer, and tells the agent so', async () => {
    const task = await taskAsking(server, { label: 'A?' });
    expect(task.inputs[0]?.allowed_decisions).toEqual(['reject']);
    const body = { decision: 'reject' as const, message: 'Ask the bank' };
    const { status, body: declined } = await respond(server, task, body);
    expect(status).toBe(200);
    expect(declined).toMatchObject({ state: 'declined', outcome: 'rejected', answers: null });
    const result = (await eventsOf(server, await taskIn(server, task.id, 'completed'))).find(
      (event) => event.type === 'tool_result',
    );
    expect(result).toMatchObject({
      status: 'rejected',
      output: 'A person declined to answer. They said: Ask the bank',
    });
    expect((await respond(server, task, body)).body).toMatchObject({ state: 'declined', replayed: true });
    const late = await respond(server, task, { answers: ['too late'] });
    expect([late.status, late.body.code]).toEqual([409, 'already_answered']);
  });

  it('refuses the id of a question that was not asked', async () => {
    const task = await taskAsking(server, { label: 'A?' });
    const details = await expectNothingStored(
      task,
      { answers_by_id: { q1: 'x', q9: 'y' } },
      'invalid_answers',
    );
    expect(details.map((detail) => [detail.path, detail.code])).toEqual([
      ['answers_by_id.q9', 'unknown_question'],
    ]);
  });

  it('takes null as the default, or as nothing where the question may be skipped', async () => {
    const task = await taskAsking(
      server,
      { label: 'A?', default: 'usual' },
      { label: 'B?', required: false },
      { label: 'C?' },
    );
    const details = await expectNothingStored(task, { answers: [null, null, null] }, 'invalid_answers');
    expect(details).toEqual([{ path: 'answers.2', code: 'required', message: expect.any(String) }]);
    const { body } = await respond(server, task, { answers: [null, null, 'c'] });
    expect(body.answers?.map((answer) => answer.value)).toEqual(['usual', null, 'c']);
  });

  it('takes false, 0 and "" for answers', async () => {
    const task = await taskAsking(
      server,
      { label: 'Sure?', type: 'boolean', default: true },
      { label: 'How many?', type: 'number', default: 7 },
      { label: 'Why?', default: 'because' },
    );
    const { body } = await respond(server, task, { answers: [false, 0, ''] });
    expect(body.answers?.map((answer) => answer.value)).toEqual([false, 0, '']);
  });

  it('takes several options and own words for a multiselect, and text for boolean, number and date', async () => {
    const task = await taskAsking(
      server,
      { ...REGIONS, type: 'multiselect' },
      { label: 'Sure?', type: 'boolean' },
      { label: 'How many?', type: 'number' },
      { label: 'When?', type: 'date' },
    );
    const { body } = await respond(server, task, {
      answers: [['europe', 'US', 'Asia', 'eu'], 'Yes', ' 12.5 ', '2028-02-29'],
    });
    expect(body.answers?.map((answer) => answer.value)).toEqual([
      ['eu', 'us', 'Asia'],
      true,
      12.5,
      '2028-02-29',
    ]);
  });

  it.each<[question: object, answer: Answer, code: string]>([
    [{ label: 'Text?' }, 7, 'invalid_type'],
    [{ label: 'Text?' }, ['a'], 'invalid_type'],
    [{ label: 'Text?' }, 'x'.repeat(32_769), 'too_long'],
    [{ label: 'Number?', type: 'number' }, 'many', 'invalid_type'],
    [{ label: 'Number?', type: 'number' }, '', 'invalid_type'],
    [{ label: 'Number?', type: 'number' }, 'Infinity', 'invalid_type'],
    [{ label: 'Number?', type: 'number' }, true, 'invalid_type'],
    [{ label: 'Sure?', type: 'boolean' }, 'perhaps', 'invalid_type'],
    [{ label: 'Sure?', type: 'boolean' }, 1, 'invalid_type'],
    [{ label: 'When?', type: 'date' }, '2027-02-29', 'invalid_type'],
    [{ label: 'When?', type: 'date' }, 'tomorrow', 'invalid_type'],
    [REGIONS, ['eu'], 'invalid_type'],
    [REGIONS, 7, 'invalid_type'],
    [{ ...REGIONS, type: 'multiselect' }, [], 'required'],
    [{ ...REGIONS, type: 'multiselect', allow_other: false }, ['eu', 'Mars'], 'not_an_option'],
  ])('refuses for %j the answer %j', async (question, answer, code) => {
    const task = await taskAsking(server, question);
    const details = await expectNothingStored(task, { answers: [answer] }, 'invalid_answers');
    expect(details.map((detail) => [detail.path, detail.code])).toEqual([['answers.0', code]]);
  });

  it('says for each question what is wrong, and stores not even the good answers', async () => {
    const number = { label: 'How many?', type: 'number' };
    const task = await taskAsking(server, number, { label: 'Text?' }, number);
    const details = await expectNothingStored(task, { answers: ['x', 'fine', 'y'] }, 'invalid_answers');
    expect(details.map((detail) => detail.path)).toEqual(['answers.0', 'answers.2']);
  });

  it('refuses the wrong number of answers, and a body that is no answer', async () => {
    const task = await taskAsking(server, { label: 'A?' }, { label: 'B?' });
    for (const answers of [[], ['one'], ['one', 'two', 'three']]) {
      const details = await expectNothingStored(task, { answers }, 'invalid_answers');
      expect(details).toEqual([
        { path: 'answers', code: 'wrong_count', message: 'Send 2: one for each question, in order' },
      ]);
    }
    await expectNothingStored(task, { answers: ['a', 'b'], answers_by_id: { q1: 'a' } }, 'validation_failed');
    await expectNothingStored(task, {}, 'validation_failed');
    await expectNothingStored(task, { answers: [{ a: 1 }] as never }, 'validation_failed');
    await expectNothingStored(task, { answers: 'one' as never }, 'validation_failed');
    await expectNothingStored(task, { answer: ['a', 'b'] } as never, 'validation_failed');
    await expectNothingStored(task, { decision: 'approve' }, 'invalid_answers');
  });

  it('replays the same answer, also after the task went on, and refuses another with the one that won', async () => {
    const task = await taskAsking(server, REGIONS);
    const first = await respond(server, task, { answers: ['Europe'] });
    const done = await taskIn(server, task.id, 'completed');
    const same = await respond(server, task, { answers: ['Europe'] });
    expect(same.status).toBe(200);
    expect(same.body).toEqual({ ...first.body, replayed: true, task_status: 'completed' });
    const other = await respond(server, task, { answers: ['us'] });
    expect([other.status, other.body.code]).toEqual([409, 'already_answered']);
    // A sentence for people: when it was is in the request, as a time.
    expect(other.body.error).toMatch(/^\S.* has answered this already \("eu"\)\.$/);
    expect((await getTask(server, task.id)).last_seq).toBe(done.last_seq);
  });

  it('lets exactly one of two different answers at once win, fifty times', async () => {
    const tasks = await Promise.all(
      Array.from({ length: 50 }, () => taskAsking(server, { label: 'A or B?' })),
    );
    for (const task of tasks) {
      const answers = await Promise.all(['A', 'B'].map((word) => respond(server, task, { answers: [word] })));
      expect(sortedStatuses(answers)).toEqual([200, 409]);
      const winner = answers[0]?.status === 200 ? 'A' : 'B';
      const loser = answers.find((answer) => answer.status === 409);
      expect(loser?.body.code).toBe('already_answered');
      expect(loser?.body.error).toContain(`"${winner}"`);
      expect((await taskIn(server, task.id, 'completed')).result).toBe(`Answered: ${winner} / ${winner}`);
      const responses = (await eventsOf(server, task)).filter((event) => event.type === 'input_response');
      expect(responses).toHaveLength(1);
    }
  });

  it('answers 200 to both of two equal answers at once, and stores one', async () => {
    const task = await taskAsking(server, { label: 'A?' });
    const answers = await Promise.all([1, 2].map(() => respond(server, task, { answers: ['same'] })));
    expect(sortedStatuses(answers)).toEqual([200, 200]);
    expect(answers.filter((answer) => answer.body.replayed)).toHaveLength(1);
  });

  it('404 for a call_id that is unknown, malformed, or of another session', async () => {
    const [task, other] = await Promise.all([taskAsking(server, REGIONS), taskAsking(server, REGIONS)]);
    for (const call_id of [crypto.randomUUID(), 'nonsense', '', other.pending_input?.call_id]) {
      const answer = await respond(server, task, { call_id, answers: ['eu'] });
      expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
    }
    for (const { id, last_seq } of [task, other]) {
      expect(await getTask(server, id)).toMatchObject({ status: 'needs_input', last_seq });
    }
  });

  it('409 with the state for a cancelled and for a completed task', async () => {
    const task = await taskAsking(server, REGIONS);
    await server.call(taskEndpoints.cancel, { params: { id: task.id } });
    const late = await respond(server, task, { answers: ['eu'] });
    expect([late.status, late.body.code]).toEqual([409, 'input_closed']);
    expect(late.body.error).toMatch(/withdrawn.*cancelled/);
    const { id } = await createTask(server);
    const done = await taskIn(server, id, 'completed');
    const none = await respond(server, done, { answers: ['eu'] });
    expect([none.status, none.body.code]).toEqual([409, 'no_pending_input']);
  });

  it('needs no call_id where one request waits', async () => {
    const task = await taskAsking(server, REGIONS);
    const { status, body } = await respond(server, task, { call_id: undefined, answers: ['eu'] });
    expect([status, body.call_id]).toEqual([200, task.pending_input?.call_id]);
  });

  it('asks for the call_id where several requests wait, and goes on when the last is answered', async () => {
    const task = await taskAsking(server, REGIONS);
    const [first] = await server.context.prisma.inputRequest.findMany({ where: { taskId: task.id } });
    if (!first) throw new Error('the task asks nothing');
    const more = {
      callId: server.context.newId(),
      title: 'And the colour?',
      action: undefined,
      answers: undefined,
      args: undefined,
    };
    const { questions } = first;
    await server.context.prisma.inputRequest.create({
      data: { ...first, ...more, questions: questions as object[] },
    });
    expect((await getTask(server, task.id)).pending_input).toMatchObject({ call_id: first.callId, count: 2 });
    const unnamed = await respond(server, task, { call_id: undefined, answers: ['eu'] });
    expect([unnamed.status, unnamed.body.code]).toEqual([409, 'call_id_required']);
    const listed = unnamed.body.details?.map((detail) => detail.message).join();
    for (const text of [first.callId, more.callId, 'Which region?', 'And the colour?'])
      expect(listed).toContain(text);
    const one = await respond(server, task, { answers: ['eu'] });
    expect(one.body).toMatchObject({ task_status: 'needs_input', still_pending: [more.callId] });
    expect((await getTask(server, task.id)).pending_input).toMatchObject({ call_id: more.callId, count: 1 });
    const last = await respond(server, task, { call_id: more.callId, answers: ['us'] });
    expect(last.body).toMatchObject({ task_status: 'pending', still_pending: [] });
    await taskIn(server, task.id, 'completed');
  });

  it('asks a second question after the first', async () => {
    const task = await askingTask(server, {
      description: 'ask Size? | small | large\nask Colour?\nresult {answer1} {answer2}',
    });
    await respond(server, task, { answers: ['large'] });
    const second = await taskInSecond(task);
    expect(second.inputs).toHaveLength(2);
    await respond(server, second, { answers: ['red'] });
    expect((await taskIn(server, task.id, 'completed')).result).toBe('large red');
  });

  async function taskInSecond(first: TaskDetail): Promise<TaskDetail> {
    const { body } = await server.call(taskEndpoints.get, {
      params: { id: first.id },
      query: { wait: 'needs_input', timeout: 10 },
    });
    expect(body.pending_input?.call_id).not.toBe(first.pending_input?.call_id);
    return body;
  }

  it('lists what waits in the inbox, oldest first, until it is answered', async () => {
    const [older, newer] = [
      await taskAsking(server, REGIONS),
      await taskAsking(server, { label: 'Newest?' }),
    ];
    const inbox = async () => (await server.call(inputEndpoints.list, { query: { per_page: 100 } })).body;
    const calls = (await inbox()).data.map((input) => input.call_id);
    expect(calls.slice(-2)).toEqual([older.pending_input?.call_id, newer.pending_input?.call_id]);
    expect((await inbox()).data.at(-1)).toMatchObject({
      title: 'Newest?',
      task: { id: newer.id, status: 'needs_input', agent: { name: 'researcher' } },
    });
    await respond(server, older, { answers: ['eu'] });
    expect((await inbox()).data.map((input) => input.call_id)).toEqual(
      calls.filter((id) => id !== older.pending_input?.call_id),
    );
  });

  it('lists what was answered in a time, and by whom, the newest answer first', async () => {
    const answer = async (label: string): Promise<TaskDetail> => {
      const task = await taskAsking(server, { label });
      await respond(server, task, { answers: ['as you like'] });
      return getTask(server, task.id);
    };
    const [first, second] = [await answer('First?'), await answer('Second?')];
    const waiting = await taskAsking(server, { label: 'Nobody answered this?' });
    const at = (task: TaskDetail): string => task.inputs[0]?.answered_at ?? '';
    const answered = async (query: EndpointInput<typeof inputEndpoints.list>['query']) =>
      (await server.call(inputEndpoints.list, { query: { sort: '-answered_at', ...query } })).body;
    const both = await answered({ answered_from: at(first) });
    expect(both.total).toBe(2);
    expect(both.data.map(({ title }) => title)).toEqual(['Second?', 'First?']);
    expect(both.data[1]).toMatchObject({
      state: 'answered',
      answered_at: at(first),
      answered_by: { type: 'token', name: 'bootstrap' },
      task: { id: first.id },
    });
    const until = await answered({ answered_from: at(first), answered_to: at(second) });
    expect(until.data.map(({ title }) => title)).toEqual(['First?']);
    expect((await answered({ answered_from: at(first), state: 'pending' })).total).toBe(0);
    const all = await answered({ state: 'pending,answered', per_page: 100 });
    expect(all.data.map(({ title }) => title).slice(0, 2)).toEqual(['Second?', 'First?']);
    expect(all.data.map(({ task }) => task.id)).toContain(waiting.id);
    // What was answered after the moment that pages are anchored at belongs to none of them.
    await respond(server, waiting, { answers: ['late'] });
    const anchored = await answered({ answered_from: at(first), as_of: both.as_of });
    expect(anchored.data.map(({ title }) => title)).toEqual(['Second?', 'First?']);
  });

  it.each(['state=odd', 'answered_from=yesterday', 'sort=newest', 'snoozed=yes'])(
    'refuses the inbox with ?%s',
    async (query) => {
      const { status, body } = await server.request(`/inputs?${query}`, {
        headers: { authorization: `Bearer ${TOKEN}` },
      });
      expect([status, (body as ErrorBody).code]).toEqual([400, 'invalid_query']);
    },
  );
});
