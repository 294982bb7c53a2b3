import type { Json, ToolEffect } from '@taskhelm/contract';
import { checkToolArgs } from './check-tool-args.ts';
import type { Tool } from './tool.ts';

/** What running the call twice would do; null where the tool or its arguments are not known. */
export function toolEffect(tool: Tool | undefined, args: Json): ToolEffect | null {
  if (!tool) return null;
  if (typeof tool.effect !== 'function') return tool.effect;
  const checked = checkToolArgs(tool, args);
  if (!checked.ok) return null;
  try {
    return tool.effect(checked.parsed);
  } catch {
    return 'once';
  }
}
