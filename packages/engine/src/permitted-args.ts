import type { Json, JsonObject } from '@taskhelm/contract';
import type { CallRecord } from './read-calls.ts';
import { callDigest, versionOf } from './tool-version.ts';
import type { Tool } from './tool.ts';

export type Permission = { granted: true; args: Json } | { granted: false };

/**
 * The arguments that a call may run with. Where it needs a confirmation, the log has to hold one for this very call, whose
 * digest is that of the tool as it is now with the planned arguments, and the approval of a person; after an edit only
 * the edited arguments may run.
 */
export function permittedArgs(
  { call, asked }: CallRecord,
  tool: Tool,
  needsConfirmation: boolean,
): Permission {
  if (!needsConfirmation && !asked) return { granted: true, args: call.args };
  const request = asked?.request.kind === 'confirmation' ? asked.request : null;
  const digest = callDigest({ tool: tool.name, version: versionOf(tool), args: call.args });
  const isForThis = request?.about_call_id === call.call_id && request.action?.digest === digest;
  if (!isForThis || !asked?.response) return { granted: false };
  const { outcome, args } = asked.response;
  if (outcome === 'approved') return { granted: true, args: call.args };
  return outcome === 'edited' && args
    ? { granted: true, args: args satisfies JsonObject }
    : { granted: false };
}

/** Whether a person decided about another version of the tool than the one there is now. */
export function decidedOnOtherVersion({ asked }: CallRecord, tool: Tool): boolean {
  return asked?.request.kind === 'confirmation' && asked.request.action?.tool_version !== versionOf(tool);
}
