import type {
  Actor,
  Decision,
  InboxItem,
  InputOutcome,
  InputRequest,
  JsonObject,
  Question,
  ReviewContext,
  StoredAnswer,
  TaskPriority,
} from '@taskhelm/contract';
import { TASK_PRIORITIES, type TaskSource, type TaskStatus } from '@taskhelm/contract';

export type InputRow = {
  call_id: string;
  task_id: string;
  session_id: string;
  about_call_id: string | null;
  kind: InputRequest['kind'];
  title: string;
  body_markdown: string | null;
  questions: Question[];
  action: InputRequest['action'];
  allowed_decisions: Decision[];
  state: InputRequest['state'];
  asked_at: Date;
  expires_at: Date | null;
  on_expiry: InputRequest['on_expiry'];
  answers: StoredAnswer[] | null;
  decision: Decision | null;
  outcome: InputOutcome | null;
  args: JsonObject | null;
  message: string | null;
  answer_hash: string | null;
  answered_by_type: Actor['type'] | null;
  answered_by_id: string | null;
  answered_by_name: string | null;
  answered_at: Date | null;
  via: InputRequest['via'];
};

export type InboxRow = InputRow & {
  snoozed_until: Date | null;
  task_title: string;
  task_status: TaskStatus;
  task_source: TaskSource;
  task_priority: number;
  agent_id: string;
  agent_name: string;
};

export type InputAround = { publicUrl: string; contexts: ReadonlyMap<string, ReviewContext> };

export function toInputRequest(row: InputRow, { publicUrl, contexts }: InputAround): InputRequest {
  return {
    call_id: row.call_id,
    session_id: row.session_id,
    task_id: row.task_id,
    about_call_id: row.about_call_id,
    kind: row.kind,
    title: row.title,
    body_markdown: row.body_markdown,
    questions: row.questions,
    action: row.action,
    context: contexts.get(row.call_id) ?? null,
    allowed_decisions: allowedDecisions(row),
    state: row.state,
    asked_at: row.asked_at.toISOString(),
    expires_at: row.expires_at?.toISOString() ?? null,
    on_expiry: row.on_expiry,
    answers: row.answers,
    decision: row.decision,
    message: row.message,
    answered_by: actorOf(row),
    answered_at: row.answered_at?.toISOString() ?? null,
    via: row.via,
    respond_with: respondWith(row, publicUrl),
  };
}

export function toInboxItem(row: InboxRow, around: InputAround): InboxItem {
  const priority: TaskPriority = TASK_PRIORITIES[row.task_priority] ?? 'normal';
  return {
    ...toInputRequest(row, around),
    snoozed_until: row.state === 'pending' ? (row.snoozed_until?.toISOString() ?? null) : null,
    task: {
      id: row.task_id,
      title: row.task_title,
      status: row.task_status,
      source: row.task_source,
      priority,
      agent: { id: row.agent_id, name: row.agent_name },
    },
  };
}

/** What an agent asks can be declined; what Taskhelm asks about a task's limit has an answer that ends the task. */
export function allowedDecisions(
  row: Pick<InputRow, 'kind' | 'about_call_id' | 'allowed_decisions'>,
): Decision[] {
  return row.kind === 'question' && row.about_call_id !== null ? ['reject'] : row.allowed_decisions;
}

/** Who answered. */
export function actorOf(
  row: Pick<InputRow, 'answered_by_type' | 'answered_by_id' | 'answered_by_name'>,
): Actor | null {
  if (!row.answered_by_type) return null;
  return { type: row.answered_by_type, id: row.answered_by_id, name: row.answered_by_name ?? '' };
}

/** Holds nothing that came from a model, so that it is safe to paste into a shell. */
function respondWith(row: InputRow, publicUrl: string): string {
  const answer =
    row.kind === 'confirmation' ? { decision: 'approve' } : { answers: row.questions.map(() => '...') };
  const body = JSON.stringify({ call_id: row.call_id, ...answer });
  return (
    `curl -X POST ${publicUrl}/api/v1/sessions/${row.session_id}/respond -H "Authorization: Bearer $TOKEN" ` +
    `-H "Content-Type: application/json" -d '${body}'`
  );
}
