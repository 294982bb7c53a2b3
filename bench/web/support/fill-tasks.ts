import type { WebSite } from './site.ts';

/** So many tasks in the database, one a minute up to now, most of them ended well. */
export async function fillTasks({ prisma }: WebSite, count: number): Promise<void> {
  const filled = await prisma.$executeRaw`
    INSERT INTO tasks (id, session_id, agent_id, title, description, status, source, priority, labels, result, failure_code,
                       failure_message, created_by_type, created_by_name, root_task_id, created_at, updated_at, started_at,
                       finished_at, run_at, queued_at, attempt, input_tokens, output_tokens, steps)
    SELECT t.id, gen_random_uuid(), a.id, 'Market analysis ' || t.n || ' of the segment that matters most',
           'Analyze the trends of part ' || t.n, t.status::task_status,
           (ARRAY['api', 'dashboard', 'cron', 'webhook'])[1 + t.n % 4]::task_source, t.n % 4, ARRAY['part-' || t.n % 7],
           CASE WHEN t.status = 'completed' THEN 'The segment grows by ' || t.n % 100 || ' %' END,
           CASE WHEN t.status = 'failed' THEN 'model_unavailable' END,
           CASE WHEN t.status = 'failed' THEN 'The model gave no answer three times in a row' END,
           'system', 'bench', t.id, t.created_at, t.created_at + interval '40 s', t.created_at + interval '1 s',
           t.created_at + interval '40 s', t.created_at, t.created_at, 2, 1200 + t.n, 300 + t.n, 3
    FROM (
      SELECT gen_random_uuid() AS id, n, now() - n * interval '1 minute' AS created_at,
             CASE WHEN n % 20 = 3 THEN 'failed' WHEN n % 20 = 7 THEN 'cancelled' ELSE 'completed' END AS status
      FROM generate_series(1, ${count}::int) AS n
    ) t
    CROSS JOIN (SELECT id FROM agents WHERE name = 'researcher') a`;
  if (filled !== count) throw new Error(`${filled} of ${count} tasks were filled in`);
  await prisma.$executeRaw`ANALYZE tasks`;
}
