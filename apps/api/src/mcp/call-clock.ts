import { toolTimeoutMessage, ToolError } from '@taskhelm/engine';
import { openingMs } from './mcp-connection.ts';
import { McpUnreachable } from './mcp-errors.ts';

/** For what is done around a call, such as reading what was approved. */
const AROUND_MS = 5_000;

type Call = { timeoutMs: number; harmless: boolean; signal: AbortSignal };

/** The two bounds of a call: until its server is ready, when nothing was called yet, and from then on. */
export type CallClock = {
  signal: AbortSignal;
  /** The server is ready: the time of the call itself begins. */
  begin: () => void;
  stop: () => void;
};

/** Aborts with the words for what was going on when the time was up. */
export function createCallClock({ timeoutMs, harmless, signal }: Call): CallClock {
  const control = new AbortController();
  const reachMs = reachingMs(timeoutMs);
  const silent = new McpUnreachable(`It did not answer within ${reachMs / 1_000} s.`);
  let timer = setTimeout(() => control.abort(silent), reachMs);
  return {
    signal: AbortSignal.any([signal, control.signal]),
    begin: () => {
      clearTimeout(timer);
      const late = new ToolError(toolTimeoutMessage(timeoutMs, harmless));
      timer = setTimeout(() => control.abort(late), timeoutMs);
    },
    stop: () => clearTimeout(timer),
  };
}

/** Longer than both bounds together, so that the one that was passed is what is told. */
export function wholeCallMs(timeoutMs: number): number {
  return reachingMs(timeoutMs) + timeoutMs + AROUND_MS;
}

/** A kept connection that is silent is given up, and another one opened. */
function reachingMs(timeoutMs: number): number {
  return 2 * openingMs(timeoutMs);
}
