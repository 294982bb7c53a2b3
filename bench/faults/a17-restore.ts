import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { restoreBackup } from '../../apps/api/src/backup/restore-backup.ts';
import { writeBackup } from '../../apps/api/src/backup/write-backup.ts';
import { migrateDatabase } from '../../apps/api/src/db/prepare-database.ts';
import { onSite, type SiteRun } from './support/on-site.ts';
import { reportOn, runAlone } from './support/program.ts';
import { countOpen, startSite, type Site } from './support/site.ts';
import { sleep, waitFor } from './support/wait.ts';
import { whenInterrupted } from './support/when-interrupted.ts';

const OPEN_TASKS = 60;
const SCRIPTS = [
  'call ring_read {"ms": 50}\ncall ring_same {"ms": 100}\nresult done',
  'call ring_once {"ms": 80}\nask Which colour?\nresult {answer}',
  'call create_task {"agent": "ringer", "title": "Child", "description": "call ring_same {\\"ms\\": 50}\\nresult child"}\nresult done',
  'say on we go\nwait 0.2\ncall calculate {"expression": "6*7"}\nresult done',
];

/** A backup is made under load, restored into another database, and Taskhelm started on that: every task goes on to its end. */
export const a17Restore = onSite({
  id: 'A17',
  title: 'backup under load, restore elsewhere, start',
  sizes: { ci: 2, soak: 20, prove: 2 },
  protections: ['the backup of one moment'],
  site: { workers: 2, concurrency: OPEN_TASKS },
  run: async (run) => {
    const { site, size, random } = run;
    const folder = await mkdtemp(join(tmpdir(), 'taskhelm-faults-backup-'));
    const remove = () => rm(folder, { recursive: true, force: true });
    const forget = whenInterrupted(remove);
    const rows: number[] = [];
    let resumed = 0;
    const stopFeeding = run.meanwhile((goesOn) => feed(site, goesOn));
    try {
      for (let round = 0; round < size; round += 1) {
        await waitFor('some load', async () => (await countOpen(site.prisma)) >= OPEN_TASKS / 6, {
          timeoutMs: 300_000,
        });
        await sleep(random.between(0, 1_000));
        const promised = [...site.acknowledged];
        const file = join(folder, `${round}.gz`);
        rows.push(await writeBackup(site.databaseUrl, file));
        resumed += await restoreAndRun(run, file, promised);
      }
      await stopFeeding();
      await site.settle();
    } finally {
      await remove();
      forget();
    }
    return { backups: size, rows: Math.max(...rows), 'tasks resumed': resumed };
  },
});

async function restoreAndRun(run: SiteRun, file: string, promised: string[]): Promise<number> {
  const databaseUrl = await run.postgres.createDatabase();
  await migrateDatabase(databaseUrl);
  const restored = await restoreBackup(databaseUrl, file).catch((error: unknown) => {
    run.violate('restore', String(error));
    return null;
  });
  if (restored === null) return 0;
  const site = await startSite({ databaseUrl, workers: 0, restored: true, concurrency: OPEN_TASKS });
  try {
    const open = await countOpen(site.prisma);
    promised.forEach((id) => site.acknowledged.add(id));
    const worker = site.startWorker();
    if (!(await worker.up)) throw new Error(`the restored database got no worker: ${worker.log()}`);
    await site.settle();
    const { violations } = await reportOn(site, {});
    for (const { rule, id, message } of violations) run.violate(`${rule} ${id}`, message);
    return open;
  } finally {
    await site.stop();
  }
}

async function feed(site: Site, goesOn: () => boolean): Promise<void> {
  for (let number = 0; goesOn(); number += 1) {
    if ((await countOpen(site.prisma)) < OPEN_TASKS)
      await site.create({ description: SCRIPTS[number % SCRIPTS.length] ?? '' });
    else await sleep(20);
    if (number % 10 === 0) await site.answerAll();
  }
}

if (import.meta.main) await runAlone(a17Restore);
