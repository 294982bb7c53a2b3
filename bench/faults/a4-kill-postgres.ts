import type { TaskDetail } from '@taskhelm/contract';
import { onSite } from './support/on-site.ts';
import { runAlone, timesOf } from './support/program.ts';
import { AGENT, type Site } from './support/site.ts';
import { sleep, waitFor } from './support/wait.ts';

const BACK_MS = 10_000;

/** The database is killed under load; the instance that owns it starts it again. */
export const a4KillPostgres = onSite({
  id: 'A4',
  title: 'kill -9 Postgres',
  sizes: { ci: 5, soak: 50, prove: 1 },
  protections: ['durable commits'],
  site: { workers: 2 },
  ownPostgres: true,
  run: async ({ site, postgres, size, random, violate, meanwhile }) => {
    const back: number[] = [];
    const stopFeeding = meanwhile((goesOn) => feed(site, goesOn));
    for (let round = 0; round < size; round += 1) {
      await sleep(random.between(500, 1_500));
      const acknowledged = site.acknowledged.size;
      postgres.kill();
      const killedAt = Date.now();
      await waitFor('a create after the restart', () => site.acknowledged.size > acknowledged + 2);
      back.push(Date.now() - killedAt);
    }
    await stopFeeding();
    await site.settle();
    const slowest = Math.max(...back);
    if (slowest > BACK_MS) violate('writes', `were back after ${slowest} ms`);
    return { acknowledged: site.acknowledged.size, 'writes back': timesOf(back) };
  },
});

/** Creates as fast as it is answered, each with a key of its own, and repeats what failed. */
async function feed(site: Site, goesOn: () => boolean): Promise<void> {
  const body = {
    agent: AGENT,
    title: 'Fault',
    description: 'call ring_same {"ms": 50}\nwait 0.1\nresult done',
  };
  for (let number = 0; goesOn(); number += 1) {
    const headers = { 'idempotency-key': `feed-${number}` };
    for (let tries = 0; tries < 600 && goesOn(); tries += 1) {
      const answer = await site.api.request<TaskDetail>('POST', '/tasks', body, headers).catch(() => null);
      if (answer && answer.status < 300) {
        site.acknowledged.add(answer.body.id);
        break;
      }
      await sleep(50);
    }
    await sleep(30);
  }
}

if (import.meta.main) await runAlone(a4KillPostgres);
