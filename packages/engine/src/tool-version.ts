import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '@taskhelm/contract';
import { canonicalJson } from './canonical-json.ts';
import { toolParameters } from './tool-parameters.ts';
import type { Tool } from './tool.ts';

/** What a tool promises: its name, its description and the schema of its arguments. */
export type ToolPromise = { name: string; description: string; parameters: JsonObject };

/** SHA-256 of what a tool promises, so that a tool that has changed is another version of it. */
export function toolVersion(promise: ToolPromise): string {
  return sha256([promise.name, promise.description, promise.parameters]);
}

export function versionOf(tool: Tool): string {
  return toolVersion({ name: tool.name, description: tool.description, parameters: toolParameters(tool) });
}

/** SHA-256 of one call: what a person approves is this tool in this version with these arguments, and nothing else. */
export function callDigest(call: { tool: string; version: string; args: Json }): string {
  return sha256([call.tool, call.version, call.args]);
}

function sha256(value: Json): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
