import type { Agent, AgentStats } from '@taskhelm/contract';
import { agentLimits, type AgentRow } from './agent-repository.ts';

const NO_TASKS: AgentStats = { running: 0, queued: 0, needs_input: 0 };

export function toAgent(row: AgentRow, stats: AgentStats = NO_TASKS): Agent {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    instructions: row.instructions,
    model: row.model,
    tools: row.tools,
    confirm_tools: row.confirmTools,
    limits: agentLimits(row),
    max_concurrent_tasks: row.maxConcurrentTasks,
    can_delegate_to: row.delegatesToAny ? null : row.canDelegateTo,
    extends_tools_to: row.extendsToolsTo,
    enabled: row.enabled,
    version: row.version,
    stats,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    archived_at: row.archivedAt?.toISOString() ?? null,
  };
}
