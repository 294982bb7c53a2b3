import type { Json } from '@taskhelm/contract';
import type { ToolOutcome } from './outcome.ts';
import { limitOutput } from './limit-output.ts';
import { raceAbort } from './race-abort.ts';
import { ToolContactLost, ToolError, ToolWaiting, type RunningTool, type ToolContext } from './tool.ts';
import { toolEffect } from './tool-effect.ts';

const DEFAULT_TIMEOUT_MS = 120_000;

/** Contact with what the tool called was lost, and why. */
export type LostCall = { status: 'lost'; output: string };

/**
 * Runs a tool to an outcome the model can read, whatever it does: throw, hang, ignore its signal or return what is not
 * JSON. Rejects only when `context.signal` aborts, and then at once. Null when the tool waits for something else,
 * `lost` when nobody knows whether it happened.
 */
export async function runTool(
  tool: RunningTool,
  args: unknown,
  context: ToolContext,
): Promise<ToolOutcome | LostCall | null> {
  const timeoutMs = tool.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(new ToolTimeout()), timeoutMs);
  const signal = AbortSignal.any([context.signal, timeout.signal]);
  try {
    const output = await raceAbort(start(tool, args, { ...context, signal }), signal);
    return { status: 'ok', output: limitOutput(output) };
  } catch (error) {
    context.signal.throwIfAborted();
    if (error instanceof ToolWaiting) return null;
    if (error instanceof ToolContactLost) return { status: 'lost', output: error.message };
    const harmless = toolEffect(tool, args as Json) === 'read';
    const message = timeout.signal.aborted ? toolTimeoutMessage(timeoutMs, harmless) : failureMessage(error);
    return { status: 'error', output: message };
  } finally {
    clearTimeout(timer);
  }
}

class ToolTimeout extends Error {
  override name = 'ToolTimeout';
}

/** Async, so that what a tool throws before its first await is a rejection too. */
async function start(tool: RunningTool, args: unknown, context: ToolContext): Promise<unknown> {
  context.signal.throwIfAborted();
  return await tool.run(args, context);
}

/** `harmless` where it changes nothing, whether it happened or not. */
export function toolTimeoutMessage(timeoutMs: number, harmless: boolean): string {
  const known = harmless ? '' : ' What it was doing may have happened all the same.';
  return `The tool did not finish within ${timeoutMs / 1000} s and was stopped.${known}`;
}

/** Only what a tool says on purpose is shown: other messages may hold internals. */
function failureMessage(error: unknown): string {
  if (error instanceof ToolError) return error.message;
  return `The tool failed (${error instanceof Error ? error.name : 'unknown error'}).`;
}
