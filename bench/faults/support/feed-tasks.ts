import type { TaskDetail } from '@taskhelm/contract';
import { AGENT, type Site } from './site.ts';
import { sleep } from './wait.ts';

/** Creates as fast as it is answered, each with a key of its own, and repeats what failed. */
export async function feedTasks(site: Site, goesOn: () => boolean): Promise<void> {
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
