import type { AgentRemoval, CreatedToken, TaskDetail } from '@taskhelm/contract';
import { onSite, type SiteRun } from './support/on-site.ts';
import { runAlone, timesOf } from './support/program.ts';
import { requestTo, waitForStatus, type Site } from './support/site.ts';
import { sleep, waitFor } from './support/wait.ts';

/** What is promised, and what a busy machine takes on top. */
const ENDED_MS = 5_000 + 5_000;
const WAIT_SECONDS = 20;
const CLIENTS = 3;
const TOOLS = ['ask_user', 'calculate', 'create_task', 'ring_same', 'ring_once'];
const SCRIPTS = [
  'call ring_once {"ms": 60000}\nresult done',
  'ask Which colour?\nresult {answer}',
  'call create_task {"agent": "ringer", "title": "Child", "description": "wait 60\\nresult child"}\nwait 60\nresult done',
  'call ring_same {"ms": 50}\nresult done',
];

/** An agent is deleted or disabled under its running tasks; a token is revoked under those who wait with it. */
export const b8Withdrawn = onSite({
  id: 'B8',
  title: 'agents and tokens withdrawn while they are used',
  sizes: { ci: 5, soak: 50, prove: 1 },
  protections: ['the cancel of the tasks of a deleted agent', 'the revocation of tokens'],
  site: { workers: 2, apis: 2 },
  run: async (run) => {
    const ended: number[] = [];
    let cancelled = 0;
    for (let round = 0; round < run.size; round += 1) {
      cancelled += await deleteWorkingAgent(run, `leaver-${round}`);
      await disableWorkingAgent(run, `paused-${round}`);
      ended.push(...(await revokeWaitingToken(run)));
    }
    await run.site.settle();
    return {
      'agents deleted': run.size,
      'their tasks cancelled': cancelled,
      'ended after revocation': timesOf(ended),
    };
  },
});

/** While its tasks run and ask, and clients make more of them. */
async function deleteWorkingAgent(
  { site, random, violate, meanwhile }: SiteRun,
  name: string,
): Promise<number> {
  const agentId = await makeAgent(site, { name });
  for (const description of SCRIPTS) await site.create({ agent: name, description });
  await waitFor('a task to run', () =>
    site.prisma.task.findFirst({ where: { agentId, status: 'in_progress' } }),
  );
  const clients = Array.from({ length: CLIENTS }, (_, index) =>
    meanwhile(async (goesOn) => {
      for (let status = 201; status === 201 && goesOn();) status = await createOn(site, index, name);
    }),
  );
  await sleep(random.between(0, 1_000));
  const { status, body } = await site.api.request<AgentRemoval>(
    'DELETE',
    `/agents/${name}?open_tasks=cancel`,
  );
  if (status !== 200) violate(name, `its deletion was answered ${status}`);
  const after = await createOn(site, 1, name);
  if (after !== 422) violate(name, `a task for it was answered ${after} after its deletion`);
  await Promise.all(clients.map((stop) => stop()));
  const open = { in: ['pending', 'in_progress', 'needs_input'] };
  const own = await site.prisma.task.findMany({ where: { agentId }, select: { id: true } });
  const left = await site.prisma.task.count({
    where: { rootTaskId: { in: own.map(({ id }) => id) }, status: open as never },
  });
  if (left > 0) violate(name, `${left} tasks of it, or below them, were left open`);
  return body.tasks_cancelled;
}

async function createOn(site: Site, index: number, agent: string): Promise<number> {
  const task = { agent, title: 'Late', description: 'call ring_same {"ms": 500}\nresult done' };
  const api = site.apis[index % site.apis.length] ?? site.api;
  const { status, body } = await api.request<TaskDetail>('POST', '/tasks', task);
  if (status === 201) site.acknowledged.add(body.id);
  return status;
}

/** What has begun goes on to its end, what has not waits until the agent may work again. */
async function disableWorkingAgent({ site, violate }: SiteRun, name: string): Promise<void> {
  await makeAgent(site, { name, max_concurrent_tasks: 1 });
  const description = 'call ring_same {"ms": 2000}\nask Which colour?\nresult {answer}';
  const begun = await site.create({ agent: name, description });
  await waitForStatus(site, begun.id, ['in_progress', 'needs_input']);
  const next = await site.create({ agent: name, description });
  const enable = (enabled: boolean) => site.api.request('PATCH', `/agents/${name}`, { enabled });
  const { status } = await enable(false);
  if (status !== 200) violate(name, `disabling it was answered ${status}`);
  const refused = await createOn(site, 0, name);
  if (refused !== 422) violate(name, `a task for it was answered ${refused} while it was disabled`);
  // On a busy machine it may have begun before.
  const isHeld = !(await hasBegun(site, next.id));
  await waitForEnd(site, begun.id);
  if (isHeld && (await hasBegun(site, next.id))) violate(next.id, 'was begun although its agent is disabled');
  await enable(true);
  await waitForEnd(site, next.id);
}

/** A wait and a stream on each API process, ended by a revocation that the first one hears of. */
async function revokeWaitingToken({ site, violate }: SiteRun): Promise<number[]> {
  const { id: task } = await site.create({ description: 'ask Which colour?\nresult {answer}' });
  await waitForStatus(site, task, ['needs_input']);
  const { body: token } = await site.api.request<CreatedToken>('POST', '/tokens', {
    name: 'waits',
    scopes: ['tasks:read'],
  });
  let revokedAt = Number.POSITIVE_INFINITY;
  const times: number[] = [];
  const end = (what: string, status: number, wanted: number): void => {
    const time = Date.now() - revokedAt;
    if (time < 0) violate(token.id, `${what} ended before the revocation`);
    if (status !== wanted) violate(token.id, `${what} ended with ${status}`);
    if (time > ENDED_MS) violate(token.id, `${what} went on for ${time} ms after the revocation`);
    times.push(time);
  };
  const streams = await Promise.all(site.apis.map(({ port }) => openStream(port, token.token, task)));
  const path = `/tasks/${task}?wait=final&timeout=${WAIT_SECONDS}`;
  const waits = site.apis.map(async ({ port }) =>
    end('a wait', (await requestTo(port, token.token)('GET', path)).status, 401),
  );
  const closes = streams.map(async (stream) => {
    await stream.text().catch(() => undefined);
    end('a stream', stream.status, 200);
  });
  // So that they are waiting; one that is refused at once because it is not shows the same answer.
  await sleep(1_000);
  revokedAt = Date.now();
  const { status } = await site.api.request('DELETE', `/tokens/${token.id}`);
  if (status >= 300) violate(token.id, `its revocation was answered ${status}`);
  await Promise.all([...waits, ...closes]);
  return times;
}

const openStream = (port: number, token: string, task: string): Promise<Response> =>
  fetch(`http://127.0.0.1:${port}/api/v1/tasks/${task}/stream`, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(WAIT_SECONDS * 1_000),
  });

async function makeAgent(
  site: Site,
  agent: { name: string; max_concurrent_tasks?: number },
): Promise<string> {
  const { status, body } = await site.api.request<{ id: string }>('POST', '/agents', {
    ...agent,
    tools: TOOLS,
  });
  if (status !== 201) throw new Error(`the agent was refused: ${status} ${JSON.stringify(body)}`);
  return body.id;
}

async function hasBegun({ prisma }: Site, id: string): Promise<boolean> {
  return (await prisma.task.findUniqueOrThrow({ where: { id } })).startedAt !== null;
}

async function waitForEnd(site: Site, id: string): Promise<void> {
  await waitFor(`task ${id} to end`, async () => {
    await site.answerAll();
    return (await site.prisma.task.findUniqueOrThrow({ where: { id } })).finishedAt;
  });
}

if (import.meta.main) await runAlone(b8Withdrawn);
