import type { InFlightCall, JsonObject, TaskLimits, TaskSource, TaskStatus } from '@taskhelm/contract';
import { Prisma } from '../db/client.ts';

/** A row of tasks as lists read it, with its agent's name and its oldest pending input. */
export type TaskRow = {
  id: string;
  session_id: string;
  agent_id: string;
  agent_name: string;
  /** Queued, not begun, and its agent is disabled. */
  is_held: boolean;
  title: string;
  status: TaskStatus;
  source: TaskSource;
  priority: number;
  labels: string[];
  failure_code: string | null;
  failure_message: string | null;
  created_by_type: string;
  created_by_id: string | null;
  created_by_name: string;
  parent_task_id: string | null;
  children_total: bigint;
  root_task_id: string;
  depth: number;
  created_at: Date;
  updated_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
  waiting_since: Date | null;
  attempt: number;
  last_seq: number;
  input_tokens: number;
  output_tokens: number;
  cost_microusd: bigint | null;
  steps: number;
  queued_ms: bigint;
  model_ms: bigint;
  tool_ms: bigint;
  waiting_ms: bigint;
  worked_ms: bigint;
  pending_call_id: string | null;
  pending_kind: 'question' | 'confirmation' | null;
  pending_title: string | null;
  pending_count: bigint | null;
  loop_evidence: string | null;
  /** Null but where the task is under way and nothing was recorded for longer than a model or tool may take. */
  silent_ms: bigint | null;
  silent_after: string | null;
  /** Null but where the task waits for tasks below it: how many are open. */
  awaited_open: bigint | null;
};

/** The same with the columns that only the detail shows. */
export type WholeTaskRow = TaskRow & {
  description: string | null;
  metadata: JsonObject;
  limits: TaskLimits;
  result: string | null;
  retry_of: string | null;
  trigger_id: string | null;
  delivery_id: string | null;
  start_at: Date | null;
  deadline_at: Date | null;
  cancel_requested_at: Date | null;
  cancel_requested_by_type: string | null;
  cancel_requested_by_id: string | null;
  cancel_requested_by_name: string | null;
  cancel_reason: string | null;
  cancel_acknowledged_at: Date | null;
  cancel_in_flight: InFlightCall[] | null;
  late_writes_refused: number;
};

/** Longer than one model call (10 min) and the tools that come with the product may take. */
export const STALLED_AFTER_SECONDS = 900;

const named = (columns: string): Prisma.Sql =>
  Prisma.raw(
    columns
      .trim()
      .split(/,\s*/)
      .map((column) => `t.${column}`)
      .join(', '),
  );

const listColumns = named(`id, session_id, agent_id, title, status, source, priority, labels, failure_code,
  failure_message, created_by_type, created_by_id, created_by_name, parent_task_id, root_task_id, depth, created_at,
  updated_at, started_at, finished_at, waiting_since, attempt, last_seq, input_tokens, output_tokens, cost_microusd, steps,
  queued_ms, model_ms, tool_ms, waiting_ms, worked_ms, loop_evidence`);
const detailColumns =
  named(`description, metadata, limits, result, retry_of, trigger_id, start_at, deadline_at,
  cancel_requested_at, cancel_requested_by_type, cancel_requested_by_id, cancel_requested_by_name, cancel_reason,
  cancel_acknowledged_at, cancel_in_flight, late_writes_refused`);

const source = Prisma.sql`
  FROM tasks t
  JOIN agents a ON a.id = t.agent_id
  LEFT JOIN LATERAL (
    SELECT i.call_id, i.kind, i.title, count(*) OVER () AS count FROM input_requests i
    WHERE i.task_id = t.id AND i.state = 'pending' ORDER BY i.asked_at, i.call_id LIMIT 1
  ) pending ON t.status = 'needs_input'
  LEFT JOIN LATERAL (
    SELECT (extract(epoch FROM now() - t.updated_at) * 1000)::bigint AS silent_ms, e.type FROM task_events e
    WHERE e.session_id = t.session_id AND e.seq = t.last_seq
  ) silent ON t.status = 'in_progress' AND t.updated_at < now() - make_interval(secs => ${STALLED_AFTER_SECONDS})
  LEFT JOIN LATERAL (
    SELECT count(*) AS open FROM tasks c
    WHERE c.parent_task_id = t.id AND c.awaited AND c.status IN ('pending', 'in_progress', 'needs_input')
  ) awaited ON t.status = 'pending' AND t.run_at = 'infinity'`;
const joined = Prisma.sql`a.name AS agent_name,
  t.status = 'pending' AND t.started_at IS NULL AND NOT a.enabled AS is_held, pending.call_id AS pending_call_id, pending.kind AS pending_kind,
  pending.title AS pending_title, pending.count AS pending_count, silent.silent_ms, silent.type AS silent_after,
  awaited.open AS awaited_open,
  (SELECT count(*) FROM tasks c WHERE c.parent_task_id = t.id) AS children_total`;

/** `SELECT … FROM tasks t …`, to be followed by WHERE; without the large columns. */
export const selectTaskRows = Prisma.sql`SELECT ${listColumns}, ${joined} ${source}`;
/** The same with every column. */
export const selectWholeTasks = Prisma.sql`SELECT ${listColumns}, ${detailColumns}, ${joined}, (
    SELECT d.id FROM trigger_deliveries d WHERE t.trigger_id IS NOT NULL AND d.task_id = t.id AND d.outcome = 'accepted'
  ) AS delivery_id ${source}`;
