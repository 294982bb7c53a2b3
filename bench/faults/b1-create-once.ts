import type { TaskDetail } from '@taskhelm/contract';
import type { Violation } from './check-invariants.ts';
import { runAlone, reportOn, type FaultProgram, type ProgramRun, type Report } from './support/program.ts';
import { AGENT, startSite } from './support/site.ts';

const PARALLEL = 50;

/** The same creation sent by fifty clients at once through two API processes makes one task. */
export const b1CreateOnce: FaultProgram = {
  id: 'B1',
  title: 'one Idempotency-Key, fifty creates at once',
  sizes: { ci: 40, soak: 400 },
  run: async ({ postgres, size }: ProgramRun): Promise<Report> => {
    const site = await startSite({ databaseUrl: await postgres.createDatabase(), workers: 0, apis: 2 });
    const violations: Violation[] = [];
    const expect = (holds: boolean, id: string, message: string): void => {
      if (!holds) violations.push({ rule: 'B1', id, message });
    };
    try {
      for (let round = 0; round < size; round += 1) {
        const key = `key-${round}`;
        const send = (index: number, title = 'Once') =>
          (site.apis[index % 2] ?? site.api).request<TaskDetail & { code: string }>(
            'POST',
            '/tasks',
            { agent: AGENT, title, description: 'result done' },
            { 'idempotency-key': key },
          );
        const answers = await Promise.all(Array.from({ length: PARALLEL }, (_, index) => send(index)));
        const statuses = answers.map(({ status }) => status);
        const ids = new Set(answers.map(({ body }) => body.id));
        expect(
          statuses.filter((status) => status === 201).length === 1,
          key,
          `answered ${statuses.join(' ')}`,
        );
        expect(
          statuses.every((status) => status === 201 || status === 200),
          key,
          `answered ${statuses.join(' ')}`,
        );
        expect(ids.size === 1, key, `made ${ids.size} tasks`);
        const other = await send(0, 'Other');
        expect(
          other.status === 409 && other.body.code === 'idempotency_conflict',
          key,
          `another body: ${other.status}`,
        );
        const [id] = ids;
        if (id) site.acknowledged.add(id);
        await site.api.request('DELETE', `/tasks/${id}`);
      }
      return await reportOn(site, { creates: size * PARALLEL }, violations);
    } finally {
      await site.stop();
    }
  },
};

if (import.meta.main) await runAlone(b1CreateOnce);
