import type { ToolInfo } from '@taskhelm/contract';
import { toolParameters } from './tool-parameters.ts';
import { versionOf } from './tool-version.ts';
import type { Tool } from './tool.ts';

/** A built-in tool as it is shown to people and programs. An effect that depends on the arguments is given as the worst. */
export function toolInfo(tool: Tool): ToolInfo {
  const { name, description, effect } = tool;
  return {
    name,
    description,
    effect: typeof effect === 'function' ? 'once' : effect,
    parameters: toolParameters(tool),
    version: versionOf(tool),
    source: 'built_in',
    server: null,
    state: 'available',
  };
}
