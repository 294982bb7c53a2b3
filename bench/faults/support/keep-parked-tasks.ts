import pg from 'pg';

/** What a worker would do that waits in memory: each waiting task with its questions, its own copy of its log and a timer. */
export function keepParkedTasks(databaseUrl: string): void {
  const kept = new Map<string, { task: unknown; log: Buffer; timer: NodeJS.Timeout }>();
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'taskhelm-parked' });
  const look = async (): Promise<void> => {
    const { rows } = await client.query<{ id: string }>(
      `SELECT t.id, row_to_json(t)::text AS task, i.questions FROM tasks t JOIN input_requests i ON i.task_id = t.id
       WHERE i.state = 'pending'`,
    );
    for (const task of rows) {
      if (kept.has(task.id)) continue;
      kept.set(task.id, { task, log: Buffer.alloc(4_096, 1), timer: setTimeout(() => undefined, 3_600_000) });
    }
  };
  void client.connect().then(() => setInterval(() => void look(), 1_000));
}
