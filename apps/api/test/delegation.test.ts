import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { agentEndpoints, taskEndpoints, type TaskDetail } from '@taskhelm/contract';
import { createTask, eventsOf, getTask, respond, taskIn } from './support/tasks.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';
import { waitUntil } from './support/wait-until.ts';

describe('delegating to another agent', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    const tools = ['create_task', 'ask_user'];
    await server.call(agentEndpoints.create, { body: { name: 'lead', tools } });
    await server.call(agentEndpoints.create, {
      body: { name: 'picky', tools, can_delegate_to: ['researcher'] },
    });
    await server.call(agentEndpoints.create, { body: { name: 'alone', tools, can_delegate_to: [] } });
    await server.call(agentEndpoints.create, { body: { name: 'retired', enabled: false } });
    await server.startWorker();
  });
  afterAll(() => server.stop());

  const call = (agent: string, description = 'result child done'): string =>
    `call create_task ${JSON.stringify({ agent, title: `For ${agent}`, description })}`;
  const run = async (agent: string, description: string): Promise<TaskDetail> =>
    taskIn(server, (await createTask(server, { agent, title: 'Parent', description })).id, 'completed');
  const childrenOf = async (task: TaskDetail) =>
    (await server.call(taskEndpoints.children, { params: { id: task.id } })).body;

  it('creates a task with source agent, linked to its parent', async () => {
    const parent = await run('lead', `${call('researcher')}\nresult {output}`);
    const { data, total } = await childrenOf(parent);
    expect(total).toBe(1);
    expect(data[0]).toMatchObject({
      title: 'For researcher',
      source: 'agent',
      parent_task_id: parent.id,
      agent: { name: 'researcher' },
      created_by: { type: 'agent', id: parent.agent.id, name: 'lead' },
    });
    expect(JSON.parse(parent.result ?? '')).toMatchObject({ task_id: data[0]?.id, agent: 'researcher' });
    expect((await eventsOf(server, parent)).find((event) => event.type === 'task_created')).toMatchObject({
      task_id: data[0]?.id,
      title: 'For researcher',
      agent_name: 'researcher',
    });
    const listed = await server.call(taskEndpoints.list, { query: { parent: parent.id, source: 'agent' } });
    expect(listed.body.data.map((task) => task.id)).toEqual([data[0]?.id]);
  });

  it('waits for a child without a slot, while its question is named on the parent, and goes on with its result', async () => {
    const waiting = `call create_task ${JSON.stringify({ agent: 'researcher', title: 'Part', description: 'ask Which?\nresult Part done', wait: true })}`;
    const parent = await createTask(server, {
      agent: 'lead',
      title: 'Parent',
      description: `${waiting}\nresult Child said {output}`,
    });
    const [callId] = await waitUntil('the child to ask', async () => {
      const { waiting_on: asked, status } = await getTask(server, parent.id);
      return status === 'pending' && asked.length === 1 && asked;
    });
    const { prisma } = server.context;
    const held = await prisma.task.findUniqueOrThrow({ where: { id: parent.id } });
    expect(held).toMatchObject({ ownerId: null, leaseExpiresAt: null });
    const child = await getTask(
      server,
      (await childrenOf(await getTask(server, parent.id))).data[0]?.id ?? '',
    );
    await respond(server, child, { call_id: callId, answers: ['Blue'] });
    const done = await taskIn(server, parent.id, 'completed');
    expect(done.result).toContain('Part done');
    expect(done.children).toEqual({ total: 1, by_status: { completed: 1 } });
  });

  it('goes on when the child it waits for is cancelled, and is told so', async () => {
    const waiting = `call create_task ${JSON.stringify({ agent: 'researcher', title: 'Part', description: 'wait 600', wait: true })}`;
    const parent = await createTask(server, {
      agent: 'lead',
      title: 'Parent',
      description: `${waiting}\nresult {output}`,
    });
    const child = await waitUntil('the child to run', async () => {
      const [task] = (await childrenOf(await getTask(server, parent.id))).data;
      return task?.status === 'in_progress' && task;
    });
    await server.call(taskEndpoints.cancel, { params: { id: child.id } });
    expect((await taskIn(server, parent.id, 'completed')).result).toContain('cancelled');
  });

  it('counts children by status, and names what they wait for', async () => {
    const parent = await run(
      'lead',
      [call('researcher'), call('researcher', 'ask What?'), call('nobody'), 'result done'].join('\n'),
    );
    const counted = await waitUntil('both children to get on', async () => {
      const { children } = await getTask(server, parent.id);
      return children.by_status.completed === 1 && children.by_status.needs_input === 1 && children;
    });
    expect(counted).toEqual({ total: 2, by_status: { completed: 1, needs_input: 1 } });
    const waiting = (await childrenOf(parent)).data.find((task) => task.status === 'needs_input');
    expect((await getTask(server, parent.id)).waiting_on).toEqual([waiting?.pending_input?.call_id]);
    if (!waiting) throw new Error('no child waits');
    await respond(server, waiting, { answers: ['x'] });
    expect((await getTask(server, parent.id)).waiting_on).toEqual([]);
  });

  it.each([
    ['picky', 'assistant', 'picky may not delegate to assistant. It may delegate to: researcher.'],
    ['alone', 'researcher', 'alone may not delegate to researcher. It may delegate to: nobody.'],
    ['lead', 'nobody', 'There is no agent nobody to delegate to.'],
    ['lead', 'retired', 'There is no agent retired to delegate to.'],
  ])('does not let %s delegate to %s', async (from, to, words) => {
    const parent = await run(from, `${call(to)}\nresult {output}`);
    expect(parent.result).toContain(words);
    expect(parent.children.total).toBe(0);
  });

  it('lets an agent delegate to those on its list', async () => {
    expect((await run('picky', `${call('researcher')}\nresult done`)).children.total).toBe(1);
  });

  describe('the tools of a child', () => {
    const reading = 'call http_request {"url":"http://127.0.0.1:1/"}\nresult done';
    /** What the call of the only child's first tool came to. */
    const outputOf = async (task: Pick<TaskDetail, 'session_id'>): Promise<unknown> =>
      (await eventsOf(server, task)).flatMap((event) =>
        event.type === 'tool_result' ? [event.output] : [],
      )[0];
    const childOf = async (parent: TaskDetail, status: TaskDetail['status'] = 'completed') => {
      const [child] = (await childrenOf(parent)).data;
      return taskIn(server, child?.id ?? '', status);
    };

    it('are those that its parent has too, whatever a text makes the parent say', async () => {
      const parent = await run('lead', `${call('researcher', reading)}\nresult {output}`);
      const { withheld_tools: withheld } = JSON.parse(parent.result ?? '') as { withheld_tools: string[] };
      expect(withheld).toContain('http_request');
      expect(await outputOf(await childOf(parent))).toBe(
        'There is no tool named http_request. The tools are: ask_user, create_task.',
      );
    });

    it('are all its own where the pair is allowed', async () => {
      const tools = ['create_task'];
      await server.call(agentEndpoints.create, {
        body: { name: 'trusting', tools, extends_tools_to: ['researcher'] },
      });
      const parent = await run('trusting', `${call('researcher', reading)}\nresult {output}`);
      expect(parent.result).not.toContain('withheld_tools');
      expect(await outputOf(await childOf(parent))).toContain('not on the public internet');
    });

    it('do not come back by way of an allowed pair further down', async () => {
      const middle = call('trusting', `${call('researcher', reading)}\nresult done`);
      const parent = await run('lead', `${middle}\nresult done`);
      const grandchild = await childOf(await childOf(parent));
      expect(await outputOf(grandchild)).toContain('There is no tool named http_request');
    });

    it('ask a person where its parent has to', async () => {
      const tools = ['create_task', 'calculate'];
      await server.call(agentEndpoints.create, {
        body: { name: 'wary', tools, confirm_tools: ['calculate'] },
      });
      const sum = 'call calculate {"expression":"1+1"}\nresult done';
      const parent = await run('wary', `${call('researcher', sum)}\nresult done`);
      const asking = await childOf(parent, 'needs_input');
      expect(asking.inputs[0]).toMatchObject({ kind: 'confirmation', action: { tool: 'calculate' } });
      await respond(server, asking, { answers: ['no'] });
      expect(await outputOf(await taskIn(server, asking.id, 'completed'))).toContain('rejected');
    });
  });

  it('stops at five levels', async () => {
    const script = (levels: number): string =>
      levels === 0 ? 'result bottom' : `${call('lead', script(levels - 1))}\nresult done`;
    let task = await run('lead', script(6));
    for (let depth = 1; depth <= 5; depth += 1) {
      const [child] = (await childrenOf(task)).data;
      if (!child) throw new Error(`there is no task at depth ${depth}`);
      task = await taskIn(server, child.id, 'completed');
    }
    const refused = (await eventsOf(server, task)).find((event) => event.type === 'tool_result');
    expect(refused).toMatchObject({
      status: 'error',
      output: 'Tasks can be delegated at most 5 levels deep.',
    });
    expect(task.children.total).toBe(0);
  });

  it('asks before the coordinator creates a task, and creates none when rejected', async () => {
    const { id } = await createTask(server, {
      agent: 'coordinator',
      description: `${call('researcher')}\nresult {output}`,
    });
    const asking = await taskIn(server, id, 'needs_input');
    expect(asking.inputs[0]).toMatchObject({
      kind: 'confirmation',
      action: { tool: 'create_task', args: { agent: 'researcher' } },
    });
    await respond(server, asking, { answers: ['no'] });
    expect((await taskIn(server, id, 'completed')).children.total).toBe(0);
  });

  it('lists the children of a task in pages, oldest first', async () => {
    const parent = await createTask(server, { description: 'result done' });
    await server.call(taskEndpoints.cancel, { params: { id: parent.id } });
    const lead = await run('lead', `${[1, 2, 3].map(() => call('researcher')).join('\n')}\nresult done`);
    const pages = await Promise.all(
      [1, 2].map((page) =>
        server.call(taskEndpoints.children, { params: { id: lead.id }, query: { page, per_page: 2 } }),
      ),
    );
    const created = pages.flatMap((page) => page.body.data).map((task) => task.created_at);
    expect(created).toHaveLength(3);
    expect(created).toEqual(created.toSorted());
    expect((await childrenOf(parent)).data).toEqual([]);
  });
});
