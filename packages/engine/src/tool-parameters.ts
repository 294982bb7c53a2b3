import { z, type JsonObject } from '@taskhelm/contract';
import type { Tool } from './tool.ts';

/** The JSON Schema of a tool's arguments. */
export function toolParameters(tool: Tool): JsonObject {
  if (tool.inputSchema) return tool.inputSchema;
  const { $schema: _, ...schema } = z.toJSONSchema(tool.parameters, { io: 'input' });
  return schema as JsonObject;
}
