import { onSite, type SiteRun } from './support/on-site.ts';
import { runAlone, timesOf, type Figures } from './support/program.ts';
import type { Random } from './support/random.ts';
import { countOpen, type Site } from './support/site.ts';
import { measureRecoveries, noteHeldTasks, type HeldTask } from './support/recoveries.ts';
import { sleep, waitFor } from './support/wait.ts';

const WORKERS = 4;
/** As many as one worker may take, so that what is measured is how soon a loss is noticed, not a queue. */
const OPEN_TASKS = 30;
/** Most tasks are in the middle of something when their worker dies, and the machine has time to start the next one. */
const MAX_CALL_MS = 1_500;
/** What the product promises. */
const RECOVERY_P99_MS = 5_000;
const RECOVERY_MAX_MS = 30_000;

/** Workers are killed at random moments while they work; tasks with every kind of effect, questions and children. */
export const a1KillWorkers = onSite({
  id: 'A1',
  title: 'kill -9 workers at random',
  sizes: { ci: 100, soak: 1_000, prove: 3, test: 5 },
  protections: ['the recovery of lost tasks'],
  site: { workers: WORKERS, concurrency: OPEN_TASKS },
  run: async (run: SiteRun): Promise<Figures> => {
    const { site, size, random, violate } = run;
    const held: HeldTask[] = [];
    const stopFeeding = run.meanwhile((goesOn) => feed(site, random, goesOn));
    let kills = 0;
    for (; kills < size && run.hasTime(); kills += 1) {
      const ready = await waitFor(
        'a worker to kill',
        () => {
          const up = site.workers.filter((worker) => worker.isUp());
          return up.length >= WORKERS - 1 ? up : null;
        },
        { timeoutMs: 300_000 },
      );
      await sleep(random.between(0, 300));
      const victim = random.pick(ready);
      victim.signal('SIGKILL');
      await victim.ended;
      held.push(...(await noteHeldTasks(site.prisma, victim.pid, Date.now())));
      site.startWorker();
      if (kills % 50 === 49) console.error(`     ${kills + 1} kills, ${held.length} tasks held`);
    }
    await stopFeeding();
    await site.settle();
    const recoveries = measureRecoveries(await site.record(), held);
    const slow = tooSlow(recoveries, kills);
    if (slow) violate('recovery', slow);
    return { kills, recoveries: recoveries.length, recovery: timesOf(recoveries) };
  },
});

/** The 99th percentile of a few kills says little; what is never allowed is never allowed. */
function tooSlow(recoveries: number[], kills: number): string | null {
  const sorted = recoveries.toSorted((a, b) => a - b);
  const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? 0;
  const max = sorted.at(-1) ?? 0;
  if ((kills < 100 || p99 < RECOVERY_P99_MS) && max < RECOVERY_MAX_MS) return null;
  return `p99 ${p99} ms, max ${max} ms`;
}

/** Keeps so many tasks open, and answers what they ask. */
async function feed(site: Site, random: Random, goesOn: () => boolean): Promise<void> {
  while (goesOn()) {
    const open = await countOpen(site.prisma);
    for (let count = open; count < OPEN_TASKS && goesOn(); count += 1)
      await site.create({ description: script(random) });
    await site.answerAll();
    await sleep(50);
  }
}

function script(random: Random): string {
  const ms = (): string => JSON.stringify({ ms: random.between(0, MAX_CALL_MS) });
  const steps = [
    () => `call ring_read ${ms()}`,
    () => `call ring_same ${ms()}`,
    () => `call ring_once ${ms()}`,
    () => `wait ${random.between(0, MAX_CALL_MS) / 1_000}`,
    () => 'ask Which colour?',
    () =>
      'call create_task {"agent": "ringer", "title": "Child", "description": "call ring_same {\\"ms\\": 50}\\nresult child"}',
    () => 'say on we go\ncall calculate {"expression": "6*7"}',
  ];
  const chosen = Array.from({ length: random.between(2, 5) }, () => random.pick(steps)());
  return [...chosen, 'result done'].join('\n');
}

if (import.meta.main) await runAlone(a1KillWorkers);
