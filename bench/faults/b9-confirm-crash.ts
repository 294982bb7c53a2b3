import type { Violation } from './check-invariants.ts';
import { runAlone, reportOn, type FaultProgram, type ProgramRun, type Report } from './support/program.ts';
import { startSite, waitForStatus } from './support/site.ts';
import { waitFor } from './support/wait.ts';

const POINTS = ['before tool_started', 'after tool_started', 'before tool_result', 'after tool_result'];

/** A call is approved, and the worker dies before, during or after it: it happens once, and nobody approves it twice. */
export const b9ConfirmCrash: FaultProgram = {
  id: 'B9',
  title: 'a confirmed call and a crash before, during and after it',
  sizes: { ci: 1, soak: 50 },
  run: async ({ postgres, size, fence }: ProgramRun): Promise<Report> => {
    const site = await startSite({ databaseUrl: await postgres.createDatabase(), workers: 0, fence });
    const violations: Violation[] = [];
    const agent = { name: 'careful', tools: ['ring_once'], confirm_tools: ['ring_once'] };
    await site.api.request('POST', '/agents', agent);
    try {
      for (let round = 0; round < size * POINTS.length; round += 1) {
        const failpoint = POINTS[round % POINTS.length] ?? '';
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
        const confirmations = await site.prisma.inputRequest.count({
          where: { taskId: id, kind: 'confirmation' },
        });
        if (confirmations !== 1)
          violations.push({
            rule: 'B9',
            id,
            message: `${failpoint}: approval was asked for ${confirmations} times`,
          });
        next.signal('SIGTERM');
        await next.ended;
      }
      const calls = size * POINTS.length;
      const happened = site.effects.effects.length;
      if (happened !== calls)
        violations.push({ rule: 'B9', id: 'calls', message: `${calls} were approved, ${happened} happened` });
      return await reportOn(site, { 'approved calls': calls, happened }, violations);
    } finally {
      await site.stop();
    }
  },
};

if (import.meta.main) await runAlone(b9ConfirmCrash);
