/** What people and programs do that others may have to account for, and what each of these acts is done to. */
export const AUDIT_SUBJECT_OF = {
  agent_created: 'agent',
  agent_changed: 'agent',
  agent_deleted: 'agent',
  memory_added: 'agent',
  memory_changed: 'agent',
  memory_deleted: 'agent',
  trigger_created: 'trigger',
  trigger_changed: 'trigger',
  trigger_deleted: 'trigger',
  trigger_fired: 'trigger',
  trigger_secret_added: 'trigger',
  trigger_secret_removed: 'trigger',
  model_created: 'model',
  model_changed: 'model',
  model_deleted: 'model',
  mcp_server_created: 'mcp_server',
  mcp_server_changed: 'mcp_server',
  mcp_server_deleted: 'mcp_server',
  mcp_tools_approved: 'mcp_server',
  mcp_tool_changed: 'mcp_server',
  secret_created: 'secret',
  secret_changed: 'secret',
  secret_deleted: 'secret',
  token_created: 'token',
  token_revoked: 'token',
  webhook_created: 'webhook',
  webhook_changed: 'webhook',
  webhook_deleted: 'webhook',
  webhook_secret_rotated: 'webhook',
  task_changed: 'task',
  task_cancelled: 'task',
  task_retried: 'task',
  tasks_changed: null,
  input_answered: 'task',
  signed_in: null,
  password_changed: null,
  session_ended: null,
  other_sessions_ended: null,
} as const;

export type AuditAction = keyof typeof AUDIT_SUBJECT_OF;
export type AuditSubjectType = NonNullable<(typeof AUDIT_SUBJECT_OF)[AuditAction]>;

export const AUDIT_ACTIONS = Object.keys(AUDIT_SUBJECT_OF) as [AuditAction, ...AuditAction[]];
export const AUDIT_SUBJECTS = [...new Set(Object.values(AUDIT_SUBJECT_OF))].filter(
  (type): type is AuditSubjectType => type !== null,
);
