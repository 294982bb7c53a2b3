import type { Tool } from '../tool.ts';
import type { NetworkOptions } from '../network/network-options.ts';
import { askUser } from './ask-user.ts';
import { calculate } from './calculate.ts';
import { cancelTask } from './cancel-task.ts';
import { createTask } from './create-task.ts';
import { currentTime } from './current-time.ts';
import { getTask } from './get-task.ts';
import { createHttpRequest } from './http-request.ts';
import { listTasks } from './list-tasks.ts';
import { createReadPage } from './read-page.ts';
import { recall } from './recall.ts';
import { remember } from './remember.ts';
import { saveFile } from './save-file.ts';

export type BuiltInToolOptions = NetworkOptions;

/** Every tool that comes with the product, by name. */
export function createBuiltInTools(options: BuiltInToolOptions = {}): Map<string, Tool> {
  const web = [createHttpRequest(options), createReadPage(options)];
  const family = [createTask, getTask, listTasks, cancelTask];
  const tools = [askUser, currentTime, calculate, ...web, ...family, remember, recall, saveFile];
  return new Map(tools.map((tool) => [tool.name, tool]));
}
