import { z, type JsonObject, type ToolInfo } from '@taskhelm/contract';
import type { Tool } from './tool.ts';

/** A tool as it is shown to people and programs. An effect that depends on the arguments is given as the worst one. */
export function toolInfo(tool: Tool): ToolInfo {
  const { name, description, effect } = tool;
  return {
    name,
    description,
    effect: typeof effect === 'function' ? 'once' : effect,
    parameters: toolParameters(tool),
  };
}

/** The JSON Schema of a tool's arguments. */
export function toolParameters(tool: Tool): JsonObject {
  const { $schema: _, ...schema } = z.toJSONSchema(tool.parameters, { io: 'input' });
  return schema as JsonObject;
}
