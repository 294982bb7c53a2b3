import { z, type Json, type ToolEffect } from '@taskhelm/contract';
import { defineTool } from '../define-tool.ts';
import type { Tool, ToolContext } from '../tool.ts';

export type CountTool = { tool: Tool; runs: { args: unknown; callId: string }[] };

/** A tool named `count` that remembers its runs. */
export function createCountTool({
  effect = 'idempotent',
  timeoutMs,
  run = async () => 'counted',
}: {
  effect?: ToolEffect;
  timeoutMs?: number;
  run?: (context: ToolContext) => Promise<Json>;
} = {}): CountTool {
  const runs: CountTool['runs'] = [];
  const tool = defineTool({
    kind: 'run',
    name: 'count',
    description: 'Counts.',
    parameters: z.strictObject({ n: z.number(), deep: z.record(z.string(), z.number()).optional() }),
    effect,
    ...(timeoutMs !== undefined && { timeoutMs }),
    run: (args, context) => {
      runs.push({ args, callId: context.callId });
      return run(context);
    },
  });
  return { tool, runs };
}
