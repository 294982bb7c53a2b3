import type { JsonObject, ToolEffect, z } from '@taskhelm/contract';
import { createBuiltInTools, type Tool, type ToolContext } from '@taskhelm/engine';

export type CountingTool = {
  /** The arguments of each run, in order. */
  runs: unknown[];
  /** The built-in tools and this one. */
  tools: Map<string, Tool>;
};

type Options = {
  name: string;
  parameters: z.ZodType<JsonObject>;
  effect?: ToolEffect;
  run?: (context: ToolContext) => Promise<JsonObject | string>;
};

/** A tool that remembers its runs. */
export function createCountingTool({
  name,
  parameters,
  effect = 'once',
  run = async () => 'done',
}: Options): CountingTool {
  const runs: unknown[] = [];
  const tool: Tool = {
    kind: 'run',
    name,
    description: 'A tool of the tests.',
    parameters,
    effect,
    run: (args, context) => {
      runs.push(args);
      return run(context);
    },
  };
  return { runs, tools: createBuiltInTools().set(name, tool) };
}
