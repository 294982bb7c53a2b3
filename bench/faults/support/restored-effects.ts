import type { PrismaClient } from '../../../apps/api/src/db/client.ts';
import type { Effect } from './effect-server.ts';
import { RING_TOOL } from './ring-tools.ts';

const PATHS: Record<string, string> = {
  [RING_TOOL.read]: 'read',
  [RING_TOOL.idempotent]: 'same',
  [RING_TOOL.once]: 'once',
};

/** What had reached the outside world by what a database says: each call that has a result, as often as it was started. */
export async function readRestoredEffects(prisma: PrismaClient): Promise<Effect[]> {
  const rows = await prisma.$queryRaw<{ key: string; tool: string; at: Date }[]>`
    SELECT s.call_id AS key, r.body ->> 'tool' AS tool, s.created_at AS at FROM task_events s
    JOIN task_events r ON r.session_id = s.session_id AND r.call_id = s.call_id AND r.type = 'tool_result'
      AND r.body ->> 'status' = 'ok'
    WHERE s.type = 'tool_started'`;
  return rows.flatMap(({ key, tool, at }) => {
    const kind = PATHS[tool];
    return kind ? [{ key, kind, at: at.getTime() }] : [];
  });
}
