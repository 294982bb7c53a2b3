import { sendCalls, sendDeltas, type Behaviour, type ModelRequest } from '../support/model-server.ts';
import { endOf, withModels, type ModelRun } from './support/model-agents.ts';
import { onSite } from './support/on-site.ts';
import { runAlone } from './support/program.ts';
import { waitFor } from './support/wait.ts';

const DEPTH = 5;
const CHILDREN = 50;
const FAMILY = 500;
const PATIENCE_MS = 300_000;

/** Agents that spawn themselves: one child each without an end, and as many as they are let. */
export const c11SpawnBomb = onSite({
  id: 'C11',
  title: 'agents that spawn themselves',
  sizes: { ci: 1, soak: 10, prove: 1 },
  protections: ['the depth of a family', 'the size of a family'],
  site: { workers: 2 },
  run: withModels(async (run) => {
    const { size, without } = run;
    const tools = { agent: { tools: ['create_task'] } };
    await run.addAgent('chain', spawn('chain', [1]), tools);
    await run.addAgent('wide', spawn('wide', [60, 0]), tools);
    await run.addAgent('bomb', spawn('bomb', [60, 12, 2]), tools);
    let tasks = 0;
    for (let round = 0; round < size; round += 1) {
      if (without !== 'the size of a family')
        tasks += await explode(run, 'chain', { depth: DEPTH, children: 1, family: DEPTH + 1 });
      if (without === 'the depth of a family') continue;
      tasks += await explode(run, 'wide', { depth: 1, children: CHILDREN, family: CHILDREN + 1 });
      tasks += await explode(run, 'bomb', { depth: 3, family: FAMILY });
    }
    return { 'tasks of all families': tasks };
  }),
});

/** As many calls as its level says, the last level again for those below; in one step. */
const spawn =
  (agent: string, counts: number[]): Behaviour =>
  (response, request) => {
    if (request.messages.some(({ role }) => role === 'tool'))
      return sendDeltas(response, [{ role: 'assistant', content: lastRefusal(request) }]);
    const level = Number(/level (\d+)/.exec(JSON.stringify(request.messages))?.[1]);
    const count = counts[level] ?? (counts.length === 1 ? counts[0] : 0) ?? 0;
    if (count === 0) return sendDeltas(response, [{ role: 'assistant', content: 'no more' }]);
    const args = JSON.stringify({ agent, title: 'Child', description: `level ${level + 1}` });
    sendCalls(
      response,
      Array.from({ length: count }, (_, index) => ({ id: `c${index}`, name: 'create_task', args })),
    );
  };

function lastRefusal({ messages }: ModelRequest): string {
  const texts = messages.flatMap(({ role, content }) => (role === 'tool' ? [JSON.stringify(content)] : []));
  return texts.findLast((text) => /at most/.test(text)) ?? 'nothing was refused';
}

/** `children` where it is known how many the busiest task can have. */
type Bounds = { depth: number; children?: number; family: number };

async function explode({ site, violate, without }: ModelRun, agent: string, most: Bounds): Promise<number> {
  const { id } = await site.create({ agent, description: 'level 0' });
  const open = { rootTaskId: id, finishedAt: null };
  const patience = without ? 20_000 : PATIENCE_MS;
  await waitFor('the family to end', async () => (await site.prisma.task.count({ where: open })) === 0, {
    timeoutMs: patience,
  }).catch(() => null);
  await site.api.request('DELETE', `/tasks/${id}`);
  const family = await site.prisma.task.findMany({
    where: { rootTaskId: id },
    select: { id: true, depth: true, parentTaskId: true, result: true },
  });
  const depth = Math.max(...family.map((task) => task.depth));
  const children = Math.max(
    ...[...Map.groupBy(family, (task) => task.parentTaskId)].map(([parent, of]) => (parent ? of.length : 0)),
  );
  const found = { depth, children, family: family.length };
  const isWide = children > CHILDREN || children !== (most.children ?? children);
  if (depth > most.depth || isWide || family.length !== most.family)
    violate(id, `${agent}: ${JSON.stringify(found)} instead of ${JSON.stringify(most)}`);
  const told = family.filter(({ result }) =>
    /at most (5 levels deep|50 tasks|500 tasks)/.test(result ?? ''),
  ).length;
  if (told === 0) violate(id, `${agent}: nobody was told why no more tasks can be created`);
  if (!(await endOf(site, id, 1_000))) violate(id, `${agent}: did not end`);
  return family.length;
}

if (import.meta.main) await runAlone(c11SpawnBomb);
