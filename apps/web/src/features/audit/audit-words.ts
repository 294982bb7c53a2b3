import {
  AUDIT_ACTIONS,
  AUDIT_SUBJECT_OF,
  type AuditAction,
  type AuditEntry,
  type AuditSubjectType,
  type Json,
} from '@taskhelm/contract';
import { plural } from '../../lib/format-number.ts';

/** What somebody did, in the words that stand before the name of what it was done to. */
const DID: Record<AuditAction, string> = {
  agent_created: 'created the agent',
  agent_changed: 'changed the agent',
  agent_deleted: 'deleted the agent',
  memory_added: 'added a memory to the agent',
  memory_changed: 'changed a memory of the agent',
  memory_deleted: 'deleted a memory of the agent',
  trigger_created: 'created the trigger',
  trigger_changed: 'changed the trigger',
  trigger_deleted: 'deleted the trigger',
  trigger_fired: 'fired the trigger',
  trigger_secret_added: 'added a secret to the trigger',
  trigger_secret_removed: 'removed a secret of the trigger',
  model_created: 'added the model',
  model_changed: 'changed the model',
  model_deleted: 'deleted the model',
  mcp_server_created: 'added the MCP server',
  mcp_server_changed: 'changed the MCP server',
  mcp_server_deleted: 'deleted the MCP server',
  mcp_tools_approved: 'approved tools of the MCP server',
  mcp_tool_changed: 'changed a tool of the MCP server',
  secret_created: 'stored the secret',
  secret_changed: 'changed the secret',
  secret_deleted: 'deleted the secret',
  token_created: 'created the API token',
  token_revoked: 'revoked the API token',
  webhook_created: 'added the destination',
  webhook_changed: 'changed the destination',
  webhook_deleted: 'deleted the destination',
  webhook_secret_rotated: 'made a new signing secret for the destination',
  task_changed: 'changed the task',
  task_cancelled: 'cancelled the task',
  task_retried: 'started a new run of the task',
  tasks_changed: 'changed tasks',
  input_answered: 'answered a request of the task',
  signed_in: 'signed in',
  password_changed: 'changed their password',
  session_ended: 'signed one of their browsers out',
  other_sessions_ended: 'signed their other browsers out',
};

const BULK = { cancel: 'cancelled', retry: 'started new runs of', label: 'changed the labels of' } as const;

/** What somebody did, up to the name of what it was done to. */
export function describeAct({ action, detail }: AuditEntry): string {
  if (typeof detail['enabled'] === 'boolean' && isOnly(detail['fields'], 'enabled'))
    return DID[action].replace(/^changed/, detail['enabled'] ? 'switched on' : 'switched off');
  if (action !== 'tasks_changed') return DID[action];
  const did = BULK[detail['action'] as keyof typeof BULK] ?? 'changed';
  return `${did} ${plural(Number(detail['tasks']), 'task')} at once`;
}

/** What stands after the name; empty where there is nothing to add. */
export function describeMore({ action, detail }: AuditEntry): string {
  if (isOnly(detail['fields'], 'enabled')) return '';
  const names = detail['tools'] ?? detail['scopes'];
  if (names) return describeValue(names);
  if (detail['fields']) return describeValue(detail['fields']).replaceAll('_', ' ');
  switch (action) {
    case 'agent_created':
      return detail['copy_of'] ? `a copy of ${describeValue(detail['copy_of'])}` : '';
    case 'agent_deleted':
      return detail['tasks_cancelled']
        ? `${plural(Number(detail['tasks_cancelled']), 'task')} cancelled`
        : '';
    case 'task_cancelled':
      return Number(detail['tasks']) > 1
        ? `with ${plural(Number(detail['tasks']) - 1, 'task')} below it`
        : '';
    case 'input_answered':
      return describeValue(detail['outcome']);
    case 'signed_in':
      return `with a ${describeValue(detail['with'])}`;
    default:
      return typeof detail['ended_sessions'] === 'number' && detail['ended_sessions'] > 0
        ? plural(detail['ended_sessions'], 'session')
        : '';
  }
}

/** A detail as people read it. */
export function describeValue(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(describeValue).join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const isOnly = (fields: unknown, name: string): boolean =>
  Array.isArray(fields) && fields.length === 1 && fields[0] === name;

/** An act as it is offered: `Agent created`. */
export function nameAct(action: AuditAction): string {
  const words = action.replace('mcp', 'MCP').replace('webhook', 'destination').replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const GROUP_NAMES: Record<AuditSubjectType | 'account', string> = {
  agent: 'Agents',
  trigger: 'Triggers',
  model: 'Models',
  mcp_server: 'MCP servers',
  secret: 'Secrets',
  token: 'API tokens',
  webhook: 'Notices',
  task: 'Tasks',
  account: 'Accounts',
};

const groupOf = (action: AuditAction): AuditSubjectType | 'account' =>
  action === 'tasks_changed' ? 'task' : (AUDIT_SUBJECT_OF[action] ?? 'account');

/** The acts by what they are done to. */
export const ACT_GROUPS = Object.entries(GROUP_NAMES).map(([group, name]) => ({
  name,
  actions: AUDIT_ACTIONS.filter((action) => groupOf(action) === group),
}));

/** Those that the log knows; undefined for none. */
export function knownActions(actions: readonly string[] | undefined): AuditAction[] | undefined {
  const known = AUDIT_ACTIONS.filter((action) => actions?.includes(action));
  return known.length > 0 ? known : undefined;
}
