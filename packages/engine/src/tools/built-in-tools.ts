import type { Tool } from '../tool.ts';
import type { NetworkOptions } from '../network/network-options.ts';
import { askUser } from './ask-user.ts';
import { calculate } from './calculate.ts';
import { createTask } from './create-task.ts';
import { currentTime } from './current-time.ts';
import { createHttpRequest } from './http-request.ts';

export type BuiltInToolOptions = NetworkOptions;

/** Every tool that comes with the product, by name. */
export function createBuiltInTools(options: BuiltInToolOptions = {}): Map<string, Tool> {
  const tools = [askUser, currentTime, calculate, createHttpRequest(options), createTask];
  return new Map(tools.map((tool) => [tool.name, tool]));
}
