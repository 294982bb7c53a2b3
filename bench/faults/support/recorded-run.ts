import type { PrismaClient } from '../../../apps/api/src/db/client.ts';
import type { Effect } from './effect-server.ts';

export type TaskRecord = {
  id: string;
  session_id: string;
  status: string;
  attempt: number;
  last_seq: number;
  owner_id: string | null;
  lease_expires_at: Date | null;
  parent_task_id: string | null;
  root_task_id: string;
  depth: number;
  late_writes_refused: number;
};

export type EventRecord = {
  task_id: string;
  seq: number;
  type: string;
  attempt: number;
  call_id: string | null;
  body: Record<string, unknown>;
  created_at: Date;
};

export type InputRecord = { call_id: string; task_id: string; state: string };
export type ProcessRecord = { name: string; endedByItself: boolean; log: string };

/** All that a run left behind: what the checker looks at. */
export type RecordedRun = {
  /** Ids of the tasks whose creation was acknowledged to a client. */
  acknowledged: string[];
  tasks: TaskRecord[];
  events: EventRecord[];
  inputs: InputRecord[];
  effects: Effect[];
  processes: ProcessRecord[];
};

type Witnesses = Pick<RecordedRun, 'acknowledged' | 'effects' | 'processes'>;

export async function recordRun(prisma: PrismaClient, witnesses: Witnesses): Promise<RecordedRun> {
  const read = async (tx: Pick<PrismaClient, '$queryRaw'>) => ({
    tasks: await tx.$queryRaw<TaskRecord[]>`
      SELECT id, session_id, status::text, attempt, last_seq, owner_id, lease_expires_at, parent_task_id, root_task_id,
             depth, late_writes_refused FROM tasks`,
    events: await tx.$queryRaw<EventRecord[]>`
      SELECT task_id, seq, type, attempt, call_id, body, created_at FROM task_events ORDER BY session_id, seq`,
    inputs: await tx.$queryRaw<InputRecord[]>`SELECT call_id, task_id, state::text FROM input_requests`,
  });
  // After a long run there is much to read.
  const limits = { maxWait: 60_000, timeout: 300_000 };
  const rows = await prisma.$transaction(read, { isolationLevel: 'RepeatableRead', ...limits });
  return { ...rows, ...witnesses };
}
