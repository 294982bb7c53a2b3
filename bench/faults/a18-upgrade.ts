import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { applyMigrations } from '../../prisma/migrate.ts';
import { restoreBackup } from '../../apps/api/src/backup/restore-backup.ts';
import type { FaultProgram, ProgramRun, Report } from './support/program.ts';
import { reportOn, runAlone } from './support/program.ts';
import { openDatabase } from './support/database.ts';
import { startSite } from './support/site.ts';

const folder = join(import.meta.dirname, 'fixtures');

/** The databases of earlier releases, with tasks in every status; this version is started on each, and all of them end. */
export const a18Upgrade: FaultProgram = {
  id: 'A18',
  title: 'start on the database of an earlier release',
  sizes: { ci: 1, soak: 10, prove: 1 },
  protections: ['the recovery of lost tasks'],
  run: async (run: ProgramRun): Promise<Report> => {
    const whole: Report = { figures: {}, violations: [] };
    // Named <last migration>.gz.
    const releases = readdirSync(folder).filter((name) => name.endsWith('.gz'));
    for (let round = 0; round < run.size; round += 1) {
      for (const release of releases) {
        const { figures, violations } = await upgrade(run, release);
        whole.violations.push(...violations);
        whole.figures = { releases: releases.length, ...figures };
      }
    }
    return whole;
  },
};

async function upgrade({ postgres, without }: ProgramRun, release: string): Promise<Report> {
  const databaseUrl = await postgres.createDatabase();
  await applyMigrations(databaseUrl, release.replace(/\.gz$/, ''));
  await restoreBackup(databaseUrl, join(folder, release));
  const before = openDatabase(databaseUrl);
  const found = await before.task.groupBy({ by: ['status'], _count: true });
  await before.$disconnect();
  // The first process to start brings the database to this version.
  const site = await startSite({ databaseUrl, workers: 2, restored: true, without });
  try {
    // Long enough in a proof, too: only what is lost may be left.
    await site.settle(240_000);
    const statuses = found.map(({ status, _count }) => `${_count} ${status}`).join(', ');
    return await reportOn(site, { found: statuses.replaceAll(',', ' +') });
  } finally {
    await site.stop();
  }
}

if (import.meta.main) await runAlone(a18Upgrade);
