// `node bench/faults/write-release.ts bench/faults/fixtures/<release>.gz`: the database of this version, with tasks in every
// status, for A18 of the versions after it.
import { writeBackup } from '../../apps/api/src/backup/write-backup.ts';
import { startFaultPostgres } from './support/database.ts';
import { startSite, waitForStatus, type Site } from './support/site.ts';
import { waitFor } from './support/wait.ts';

const [file] = process.argv.slice(2);
if (!file) throw new Error('say which file to write');
const postgres = await startFaultPostgres();
const site = await startSite({ databaseUrl: await postgres.createDatabase(), workers: 1 });
try {
  await fill(site);
  console.log(`wrote ${await writeBackup(site.databaseUrl, file)} rows`);
} finally {
  await site.stop();
  await postgres.stop();
}

async function fill({ api, create, workers, prisma }: Site, done = 'result done'): Promise<void> {
  const careful = { name: 'careful', tools: ['ring_once'], confirm_tools: ['ring_once'] };
  await api.request('POST', '/agents', careful);
  const completed = await create({ description: `call ring_once {}\n${done}` });
  const failed = await create({ description: 'fail it broke' });
  const cancelled = await create({ description: 'wait 60' });
  const question = await create({ description: 'ask Which colour?\nresult {answer}' });
  const confirmation = await create({ agent: 'careful', description: `call ring_once {}\n${done}` });
  const child = { agent: 'ringer', title: 'Child', description: 'ask Which size?\nresult {answer}' };
  await create({ description: `call create_task ${JSON.stringify({ ...child, wait: true })}\n${done}` });
  await waitForStatus({ prisma }, completed.id, ['completed']);
  await waitForStatus({ prisma }, failed.id, ['failed']);
  await waitForStatus({ prisma }, cancelled.id, ['in_progress']);
  await api.request('DELETE', `/tasks/${cancelled.id}`);
  await api.request('POST', `/tasks/${failed.id}/retry`, { description: done });
  for (const { id } of [question, confirmation]) await waitForStatus({ prisma }, id, ['needs_input']);
  // A worker is killed in the middle of a call of each kind; what is made then waits for one.
  for (const tool of ['ring_read', 'ring_same', 'ring_once'])
    await create({ description: `call ${tool} {"ms": 60000}\n${done}` });
  await create({ description: `wait 60\n${done}` });
  await waitFor(
    'the calls',
    async () => (await prisma.task.count({ where: { status: 'in_progress' } })) >= 4,
  );
  await waitFor(
    'the calls',
    async () => (await prisma.taskEvent.count({ where: { type: 'tool_started' } })) >= 5,
  );
  for (const worker of workers) {
    worker.signal('SIGKILL');
    await worker.ended;
  }
  await create({ description: done });
  await create({ description: done, start_at: new Date(Date.now() + 1_000).toISOString() });
}
