import {
  TASK_ACTIONS_BY_STATUS,
  TASK_PRIORITIES,
  type Actor,
  type InputRequest,
  type Task,
  type TaskDetail,
  type TaskStatus,
} from '@taskhelm/contract';
import { toTaskHealth } from './task-health.ts';
import type { TaskRow, WholeTaskRow } from './task-row.ts';

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;
const actor = (type: string, id: string | null, name: string): Actor => ({
  type: type as Actor['type'],
  id,
  name,
});

export function toTask(row: TaskRow): Task {
  return {
    id: row.id,
    title: row.title,
    agent: { id: row.agent_id, name: row.agent_name },
    status: row.status,
    source: row.source,
    priority: TASK_PRIORITIES[row.priority] ?? 'normal',
    labels: row.labels,
    parent_task_id: row.parent_task_id,
    children: { total: Number(row.children_total) },
    session_id: row.session_id,
    created_at: row.created_at.toISOString(),
    started_at: iso(row.started_at),
    updated_at: row.updated_at.toISOString(),
    finished_at: iso(row.finished_at),
    waiting_since: iso(row.waiting_since),
    pending_input: toPendingInput(row),
    failure: row.failure_code ? { code: row.failure_code, message: row.failure_message ?? '' } : null,
    held: row.is_held
      ? {
          reason: 'agent_disabled',
          message: `${row.agent_name} is disabled. The task starts when ${row.agent_name} is enabled again.`,
        }
      : null,
    usage: usageOf(row),
    health: toTaskHealth(row),
    timing: {
      queued_ms: Number(row.queued_ms),
      model_ms: Number(row.model_ms),
      tool_ms: Number(row.tool_ms),
      waiting_ms: Number(row.waiting_ms),
      worked_ms: Number(row.worked_ms),
    },
    created_by: actor(row.created_by_type, row.created_by_id, row.created_by_name),
    allowed_actions: [...TASK_ACTIONS_BY_STATUS[row.status]],
  };
}

function toPendingInput(row: TaskRow): Task['pending_input'] {
  if (!row.pending_call_id || !row.pending_kind) return null;
  return {
    call_id: row.pending_call_id,
    kind: row.pending_kind,
    title: row.pending_title ?? '',
    count: Number(row.pending_count),
  };
}

type UsageRow = Pick<TaskRow, 'input_tokens' | 'output_tokens' | 'cost_microusd' | 'steps'>;

export function usageOf(row: UsageRow): Task['usage'] {
  return {
    input_tokens: row.input_tokens,
    output_tokens: row.output_tokens,
    cost_microusd: row.cost_microusd === null ? null : Number(row.cost_microusd),
    steps: row.steps,
  };
}

/** What a detail shows beside the row. */
export type TaskSurroundings = {
  inputs: InputRequest[];
  children: { status: TaskStatus; count: number }[];
  waitingOn: string[];
};

export function toTaskDetail(row: WholeTaskRow, around: TaskSurroundings): TaskDetail {
  return {
    ...toTask(row),
    description: row.description,
    result: row.result,
    metadata: row.metadata,
    attempt: row.attempt,
    retry_of: row.retry_of,
    trigger_id: row.trigger_id,
    trigger: toTriggerRef(row),
    inputs: around.inputs,
    children: {
      total: around.children.reduce((sum, group) => sum + group.count, 0),
      by_status: Object.fromEntries(around.children.map((group) => [group.status, group.count])),
    },
    waiting_on: around.waitingOn,
    cancel: toCancel(row),
    start_at: iso(row.start_at),
    deadline_at: iso(row.deadline_at),
    limits: row.limits,
    last_seq: row.last_seq,
  };
}

/** What the task itself remembers of its trigger, which may be renamed or gone by now. */
function toTriggerRef(row: WholeTaskRow): TaskDetail['trigger'] {
  if (!row.trigger_id || (row.source !== 'cron' && row.source !== 'webhook')) return null;
  return {
    id: row.trigger_id,
    name: row.created_by_name,
    kind: row.source,
    delivery_id: row.delivery_id,
  };
}

function toCancel(row: WholeTaskRow): TaskDetail['cancel'] {
  if (!row.cancel_requested_at) return null;
  return {
    requested_at: row.cancel_requested_at.toISOString(),
    requested_by: actor(
      row.cancel_requested_by_type ?? 'system',
      row.cancel_requested_by_id,
      row.cancel_requested_by_name ?? '',
    ),
    reason: row.cancel_reason,
    acknowledged_at: iso(row.cancel_acknowledged_at),
    in_flight: row.cancel_in_flight ?? [],
    late_writes_refused: row.late_writes_refused,
  };
}
