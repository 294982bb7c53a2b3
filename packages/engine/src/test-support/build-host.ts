import { ToolError, type ToolHost } from '../tool.ts';

/** A host that can do nothing but what the test lets it do. */
export function buildHost(overrides: Partial<ToolHost> = {}): ToolHost {
  const refuse = (): Promise<never> => Promise.reject(new ToolError('The host of this test cannot do that.'));
  return {
    createTask: refuse,
    getTask: refuse,
    listTasks: refuse,
    cancelTask: refuse,
    remember: refuse,
    recall: refuse,
    saveFile: refuse,
    readSecret: refuse,
    ...overrides,
  };
}
