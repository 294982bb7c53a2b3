import type { TaskSource } from '@taskhelm/contract';
import { ToolError, type CreatedChild, type ToolHost } from '@taskhelm/engine';
import { listAgents, lockAgent, type AgentRow } from '../agents/agent-repository.ts';
import type { Db } from '../db/client.ts';
import { listLineage } from '../tasks/family-repository.ts';
import {
  countChildren,
  countFamily,
  findChildOfCall,
  holdFamily,
  type ChildOfCall,
  type LockedTask,
} from '../tasks/task-repository.ts';
import type { TaskService } from '../tasks/task-service.ts';
import { appendEvents } from '../tasks/task-transitions.ts';
import { inheritTools } from './inherit-tools.ts';

const MAX_DEPTH = 5;
const MAX_CHILDREN = 50;
const MAX_FAMILY = 500;
const SOURCE: TaskSource = 'agent';

type Parts = { tasks: Pick<TaskService, 'addTask'>; newId: () => string };
type Delegation = Parameters<ToolHost['createTask']>[0] & { from: AgentRow; parent: LockedTask };

/** Creates the child of a call and the parent's event in the caller's transaction, which holds the parent's row. */
export async function delegateTask(tx: Db, delegation: Delegation, parts: Parts): Promise<CreatedChild> {
  const { callId, from, parent, title, description, wait } = delegation;
  const earlier = await findChildOfCall(tx, parent.id, callId);
  if (earlier) return toChild(earlier, await withheldFrom(tx, earlier.id));
  const agent = await chosenAgent(tx, from, delegation.agent);
  await refuseTooMany(tx, parent);
  const id = parts.newId();
  await parts.tasks.addTask(tx, {
    id,
    agentId: agent.id,
    title,
    description,
    priority: 'normal',
    labels: [],
    metadata: {},
    limits: {},
    source: SOURCE,
    createdBy: { type: 'agent', id: from.id, name: from.name },
    parent: { id: parent.id, rootId: parent.root_task_id, depth: parent.depth, callId, awaited: wait },
  });
  await appendEvents(tx, { taskId: parent.id, attempt: parent.attempt, status: 'in_progress' }, [
    { type: 'task_created', call_id: callId, task_id: id, title, agent_name: agent.name },
  ]);
  const withheld_tools = await withheldFrom(tx, id);
  return { task_id: id, agent: agent.name, status: 'pending', result: null, failure: null, withheld_tools };
}

async function withheldFrom(tx: Db, taskId: string): Promise<string[]> {
  return inheritTools(await listLineage(tx, taskId)).withheld;
}

const toChild = (child: ChildOfCall, withheld: string[]): CreatedChild => ({
  task_id: child.id,
  agent: child.agent_name,
  status: child.status,
  result: child.result,
  failure: child.failure_message,
  withheld_tools: withheld,
});

async function chosenAgent(tx: Db, from: AgentRow, name: string): Promise<AgentRow> {
  const agent = await lockAgent(tx, name, 'held');
  const names = (await listAgents(tx, true)).map((row) => row.name);
  if (!agent?.enabled)
    throw new ToolError(`There is no agent ${name} to delegate to. Agents: ${names.join(', ')}.`);
  if (!from.delegatesToAny && !from.canDelegateTo.includes(agent.name)) {
    throw new ToolError(
      `${from.name} may not delegate to ${agent.name}. It may delegate to: ${from.canDelegateTo.join(', ') || 'nobody'}.`,
    );
  }
  return agent;
}

async function refuseTooMany(tx: Db, parent: LockedTask): Promise<void> {
  if (parent.depth + 1 > MAX_DEPTH)
    throw new ToolError(`Tasks can be delegated at most ${MAX_DEPTH} levels deep.`);
  const children = (await countChildren(tx, parent.id)).reduce((sum, group) => sum + group.count, 0);
  if (children >= MAX_CHILDREN) throw new ToolError(`A task can create at most ${MAX_CHILDREN} tasks.`);
  await holdFamily(tx, parent.root_task_id);
  if ((await countFamily(tx, parent.root_task_id)) >= MAX_FAMILY) {
    throw new ToolError(`A task and all that come from it can be at most ${MAX_FAMILY} tasks.`);
  }
}
