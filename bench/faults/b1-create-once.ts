import type { TaskDetail } from '@taskhelm/contract';
import { onSite } from './support/on-site.ts';
import { runAlone } from './support/program.ts';
import { AGENT } from './support/site.ts';

const PARALLEL = 50;

/** The same creation sent by fifty clients at once through two API processes makes one task. */
export const b1CreateOnce = onSite({
  id: 'B1',
  title: 'one Idempotency-Key, fifty creates at once',
  sizes: { ci: 40, soak: 400, prove: 2 },
  protections: ['the unique Idempotency-Key'],
  site: { workers: 0, apis: 2 },
  run: async ({ site, size, violate }) => {
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
      const statuses = answers.map(({ status }) => status).toSorted((a, b) => b - a);
      if (statuses[0] !== 201 || statuses.slice(1).some((status) => status !== 200))
        violate(key, `answered ${statuses.join(' ')}`);
      const ids = new Set(answers.map(({ body }) => body.id));
      if (ids.size !== 1) violate(key, `made ${ids.size} tasks`);
      const other = await send(0, 'Other');
      if (other.status !== 409 || other.body.code !== 'idempotency_conflict')
        violate(key, `another body: ${other.status}`);
      const [id] = ids;
      if (id) site.acknowledged.add(id);
      await site.api.request('DELETE', `/tasks/${id}`);
    }
    return { creates: size * PARALLEL };
  },
});

if (import.meta.main) await runAlone(b1CreateOnce);
