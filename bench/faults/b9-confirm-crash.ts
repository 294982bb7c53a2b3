import { onSite, type SiteRun } from './support/on-site.ts';
import { runAlone } from './support/program.ts';
import { waitForStatus } from './support/site.ts';
import { waitFor } from './support/wait.ts';

const POINTS = ['before tool_started', 'after tool_started', 'before tool_result', 'after tool_result'];

/** A call is approved, and the worker dies before, during or after it: it happens once, and nobody approves it twice. */
export const b9ConfirmCrash = onSite({
  id: 'B9',
  title: 'a confirmed call and a crash before, during and after it',
  sizes: { ci: 1, soak: 50, prove: 1 },
  protections: ['the declared effects of tools'],
  site: { workers: 0 },
  run: async (run) => {
    const { site, size, violate } = run;
    const agent = { name: 'careful', tools: ['ring_once'], confirm_tools: ['ring_once'] };
    await site.api.request('POST', '/agents', agent);
    for (let round = 0; round < size; round += 1) {
      for (const failpoint of POINTS) await confirmAndCrash(run, failpoint);
    }
    const calls = size * POINTS.length;
    const happened = site.effects.effects.length;
    if (happened !== calls) violate('calls', `${calls} were approved, ${happened} happened`);
    return { 'approved calls': calls, happened };
  },
});

async function confirmAndCrash({ site, violate }: SiteRun, failpoint: string): Promise<void> {
  const { id } = await site.create({ agent: 'careful', description: 'call ring_once {}\nresult done' });
  const dying = site.startWorker({ TASKHELM_FAILPOINT: failpoint }, true);
  await waitForStatus(site, id, ['needs_input']);
  await site.answerAll();
  await dying.ended;
  const next = site.startWorker();
  await waitFor('the task to end', async () => {
    await site.answerAll();
    return (await site.prisma.task.findUniqueOrThrow({ where: { id } })).finishedAt;
  });
  const asked = await site.prisma.inputRequest.count({ where: { taskId: id, kind: 'confirmation' } });
  if (asked !== 1) violate(id, `${failpoint}: approval was asked for ${asked} times`);
  next.signal('SIGTERM');
  await next.ended;
}

if (import.meta.main) await runAlone(b9ConfirmCrash);
