import type { Json, JsonObject } from '@taskhelm/contract';
import type { Tool } from './tool.ts';

export const MAX_ARGS_BYTES = 262_144;

/** `args` as they are recorded and approved, `parsed` as the tool takes them. */
export type CheckedToolArgs =
  { ok: true; args: JsonObject; parsed: unknown } | { ok: false; message: string };

/** Whether the tool's schema accepts the arguments; if not, a text from which the model can correct itself. */
export function checkToolArgs(tool: Tool, args: Json): CheckedToolArgs {
  if (typeof args === 'string' && args.length >= MAX_ARGS_BYTES) {
    return { ok: false, message: 'The arguments are longer than 256 KB and were cut. Send less.' };
  }
  if (typeof args !== 'object' || args === null || Array.isArray(args)) {
    return { ok: false, message: `The arguments of ${tool.name} are not a JSON object. Send one.` };
  }
  const result = tool.parameters.safeParse(args);
  if (result.success) return { ok: true, args, parsed: result.data };
  const issues = result.error.issues.slice(0, 10).map(({ path, message }) => {
    return path.length > 0 ? `${path.join('.')}: ${message}` : message;
  });
  return { ok: false, message: `The arguments of ${tool.name} are not valid. ${issues.join('; ')}` };
}
