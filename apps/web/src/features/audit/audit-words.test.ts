import { expect, test } from '@jest/globals';
import { AUDIT_ACTIONS, type AuditAction, type AuditEntry, type JsonObject } from '@taskhelm/contract';
import { ACT_GROUPS, describeAct, describeMore, knownActions, nameAct } from './audit-words.ts';

const say = (action: AuditAction, detail: JsonObject = {}): string => {
  const entry = { action, detail } as AuditEntry;
  return [describeAct(entry), describeMore(entry)].filter(Boolean).join(': ');
};

test('an act is told in words', () => {
  expect([
    say('agent_changed', { fields: ['name', 'max_concurrent_tasks'] }),
    say('agent_changed', { fields: ['enabled'], enabled: false }),
    say('webhook_changed', { fields: ['enabled'], enabled: true }),
    say('agent_changed', { fields: ['enabled', 'model'], enabled: true }),
    say('agent_created', { copy_of: 'researcher' }),
    say('agent_deleted', { tasks_cancelled: 2 }),
    say('agent_deleted', { tasks_cancelled: 0 }),
    say('token_created', { scopes: ['tasks:read', 'admin'] }),
    say('mcp_tool_changed', { fields: ['effect'], tools: ['search_web'] }),
    say('task_retried', { task_id: 'x' }),
    say('tasks_changed', { action: 'retry', tasks: 1 }),
    say('task_cancelled', { tasks: 1 }),
    say('task_cancelled', { tasks: 3 }),
    say('tasks_changed', { action: 'cancel', tasks: 12 }),
    say('signed_in', { with: 'link' }),
    say('other_sessions_ended', { ended_sessions: 1 }),
  ]).toEqual([
    'changed the agent: name, max concurrent tasks',
    'switched off the agent',
    'switched on the destination',
    'changed the agent: enabled, model',
    'created the agent: a copy of researcher',
    'deleted the agent: 2 tasks cancelled',
    'deleted the agent',
    'created the API token: tasks:read, admin',
    'changed a tool of the MCP server: search_web',
    'started a new run of the task',
    'started new runs of 1 task at once',
    'cancelled the task',
    'cancelled the task: with 2 tasks below it',
    'cancelled 12 tasks at once',
    'signed in: with a link',
    'signed their other browsers out: 1 session',
  ]);
});

test('every act is offered once, by what it is done to', () => {
  expect(ACT_GROUPS.flatMap(({ actions }) => actions).toSorted()).toEqual(AUDIT_ACTIONS.toSorted());
  expect(ACT_GROUPS.every(({ actions }) => actions.length > 0)).toBe(true);
  expect([nameAct('agent_created'), nameAct('mcp_server_changed'), nameAct('webhook_deleted')]).toEqual([
    'Agent created',
    'MCP server changed',
    'Destination deleted',
  ]);
});

test('what the log does not know is no filter', () => {
  expect(knownActions(['agent_created', 'agent_eaten'])).toEqual(['agent_created']);
  expect([knownActions(['agent_eaten']), knownActions(undefined)]).toEqual([undefined, undefined]);
});
