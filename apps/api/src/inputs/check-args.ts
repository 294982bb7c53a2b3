import type { ErrorDetail, JsonObject } from '@taskhelm/contract';
import type { Tool } from '@taskhelm/engine';

/** The arguments as the tool's schema reads them, or what is wrong with them. */
export type CheckArgs = (args: JsonObject) => { args: JsonObject } | { details: ErrorDetail[] };

/** For edited arguments; `tool` undefined where it cannot be called any more. */
export function createCheckArgs(tool: Tool | undefined): CheckArgs {
  return (args) => {
    if (!tool)
      return {
        details: [
          {
            path: 'args',
            code: 'unknown_tool',
            message: 'The tool is gone or switched off, so its arguments cannot be checked',
          },
        ],
      };
    const checked = tool.parameters.safeParse(args);
    if (checked.success) return { args: checked.data as JsonObject };
    const details = checked.error.issues.map((issue): ErrorDetail => ({
      path: ['args', ...issue.path].join('.'),
      code: 'invalid_value',
      message: issue.message,
    }));
    return { details };
  };
}
