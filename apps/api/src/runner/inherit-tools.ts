import type { LineageAgent } from '../tasks/family-repository.ts';

export type InheritedTools = { tools: string[]; confirmTools: string[]; withheld: string[] };

/**
 * What a task may use, by the agents from its own up to the first one that delegated. Each link of that chain lets through
 * what the delegating agent has itself, and asks a person where that one has to; it lets everything through where an
 * administrator allowed the pair (`extends_tools_to`). So nobody gets at a tool by way of others.
 */
export function inheritTools(lineage: readonly LineageAgent[]): InheritedTools {
  const [own] = lineage;
  if (!own) return { tools: [], confirmTools: [], withheld: [] };
  const bounds = lineage
    .slice(1)
    .filter((parent, index) => !parent.extends_tools_to.includes(lineage[index]?.name ?? ''));
  const isLetThrough = (tool: string): boolean => bounds.every((parent) => parent.tools.includes(tool));
  const tools = own.tools.filter(isLetThrough);
  const asking = new Set([own, ...bounds].flatMap((agent) => agent.confirm_tools));
  return {
    tools,
    confirmTools: tools.filter((tool) => asking.has(tool)),
    withheld: own.tools.filter((tool) => !isLetThrough(tool)),
  };
}
