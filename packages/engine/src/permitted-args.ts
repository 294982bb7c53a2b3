import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '@taskhelm/contract';
import type { CallRecord } from './read-calls.ts';

export type Permission = { granted: true; args: unknown } | { granted: false };

/**
 * The arguments that a call may run with. Where it needs a confirmation, the log has to hold one for this very call,
 * this tool and these planned arguments, and the approval of a person; after an edit only the edited ones may run.
 */
export function permittedArgs({ call, asked }: CallRecord, needsConfirmation: boolean): Permission {
  if (!needsConfirmation && !asked) return { granted: true, args: call.args };
  const action = asked?.request.kind === 'confirmation' ? asked.request.action : null;
  const isSameCall =
    asked?.request.call_id === call.call_id &&
    action?.tool === call.tool &&
    isDeepStrictEqual(plain(action.args), plain(call.args));
  if (!isSameCall || !asked.response) return { granted: false };
  const { outcome, args } = asked.response;
  if (outcome === 'approved') return { granted: true, args: call.args };
  return outcome === 'edited' && args
    ? { granted: true, args: args satisfies JsonObject }
    : { granted: false };
}

/** Values from different parsers may differ in their prototypes, which is no difference here. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
