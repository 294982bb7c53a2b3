import type { TaskDetail } from '@taskhelm/contract';
import type { Violation } from './check-invariants.ts';
import { startFaultPostgres } from './support/database.ts';
import {
  runAlone,
  reportOn,
  timesOf,
  type FaultProgram,
  type ProgramRun,
  type Report,
} from './support/program.ts';
import { AGENT, startSite, type Site } from './support/site.ts';
import { sleep, waitFor } from './support/wait.ts';

const BACK_MS = 10_000;

/** The database is killed under load; the instance that owns it starts it again. */
export const a4KillPostgres: FaultProgram = {
  id: 'A4',
  title: 'kill -9 Postgres',
  sizes: { ci: 5, soak: 50 },
  run: async ({ size, random, fence }: ProgramRun): Promise<Report> => {
    const postgres = await startFaultPostgres();
    const site = await startSite({ databaseUrl: await postgres.createDatabase(), workers: 2, fence });
    const violations: Violation[] = [];
    const back: number[] = [];
    let feeding = true;
    const feeder = feed(site, () => feeding);
    try {
      for (let round = 0; round < size; round += 1) {
        await sleep(random.between(500, 1_500));
        const acknowledged = site.acknowledged.size;
        postgres.kill();
        const killedAt = Date.now();
        await waitFor('a create after the restart', () => site.acknowledged.size > acknowledged + 2);
        back.push(Date.now() - killedAt);
      }
      feeding = false;
      await feeder;
      await site.settle();
      const slowest = Math.max(...back);
      if (slowest > BACK_MS)
        violations.push({ rule: 'A4', id: 'writes', message: `were back after ${slowest} ms` });
      return await reportOn(
        site,
        { acknowledged: site.acknowledged.size, 'writes back': timesOf(back) },
        violations,
      );
    } finally {
      feeding = false;
      await feeder;
      await site.stop();
      await postgres.stop();
    }
  },
};

/** Creates as fast as it is answered, each with a key of its own, and repeats what failed. */
async function feed(site: Site, goesOn: () => boolean): Promise<void> {
  const body = {
    agent: AGENT,
    title: 'Fault',
    description: 'call ring_same {"ms": 50}\nwait 0.1\nresult done',
  };
  for (let number = 0; goesOn(); number += 1) {
    const headers = { 'idempotency-key': `feed-${number}` };
    for (let tries = 0; tries < 600; tries += 1) {
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
