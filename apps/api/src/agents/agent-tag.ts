import type { Agent } from '@taskhelm/contract';
import { entityTag } from '../http/entity-tag.ts';

/** The ETag of an agent: its version, and what else the answer says, which may change without it. */
export function agentTag(agent: Agent): string {
  return entityTag(agent).replace('"', `"${agent.version}.`);
}

/** Whether an If-Match allows a change of the agent at `version`: it names the version by any ETag that carried it. */
export function matchesVersion(ifMatch: string | undefined, version: number): boolean {
  if (ifMatch === undefined || ifMatch.trim() === '*') return true;
  return ifMatch.split(',').some((tag) => /^(?:W\/)?"(\d+)[."]/.exec(tag.trim())?.[1] === String(version));
}
