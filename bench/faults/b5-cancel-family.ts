import type { TaskDetail } from '@taskhelm/contract';
import { onSite } from './support/on-site.ts';
import { runAlone, timesOf } from './support/program.ts';
import { AGENT, type Site } from './support/site.ts';
import { sleep, waitFor } from './support/wait.ts';

const CHILDREN = 10;

/** A parent with three levels below it is cancelled while they end and make more of them. */
export const b5CancelFamily = onSite({
  id: 'B5',
  title: 'cancel of a family while its members finish',
  sizes: { ci: 5, soak: 50, prove: 1 },
  protections: ['the cascade of a cancel'],
  site: { workers: 2 },
  run: async ({ site, size, random, violate }) => {
    const times: number[] = [];
    for (let round = 0; round < size; round += 1) {
      const { id } = await site.create({ description: familyScript(3, random.between(1, 6) / 10) });
      await waitFor('the third level', async () => (await countBelow(site, id)) > CHILDREN + 3);
      await sleep(random.between(0, 1_500));
      const begin = Date.now();
      const { status, body } = await site.api.request<TaskDetail>('DELETE', `/tasks/${id}`);
      times.push(Date.now() - begin);
      if (status !== 200 || body.status !== 'cancelled') violate(id, `the cancel was answered ${status}`);
      const open = await site.prisma.task.count({
        where: { rootTaskId: id, status: { in: ['pending', 'in_progress', 'needs_input'] } },
      });
      if (open > 0) violate(id, `${open} of its family were open after the cancel`);
    }
    await site.settle();
    return { families: size, 'cancel request': timesOf(times) };
  },
});

function familyScript(levels: number, seconds: number): string {
  if (levels === 0) return `wait ${seconds}\nresult done`;
  const description = familyScript(levels - 1, seconds);
  const call = `call create_task ${JSON.stringify({ agent: AGENT, title: 'Child', description })}`;
  // Ten on the first level; three each below, so that a family stays well under the limit of its size.
  return [...Array.from({ length: levels === 3 ? CHILDREN : 3 }, () => call), 'wait 5', 'result done'].join(
    '\n',
  );
}

const countBelow = (site: Site, id: string): Promise<number> =>
  site.prisma.task.count({ where: { rootTaskId: id } });

if (import.meta.main) await runAlone(b5CancelFamily);
