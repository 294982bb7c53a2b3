import { effectiveLimits } from './effective-limits.ts';
import type { AgentRun } from './run-agent-loop.ts';

/** Aborts when the task has used up its working time, the time before this run included. */
export function createDeadline(run: AgentRun): {
  signal: AbortSignal;
  limitMs: number;
  stop: () => void;
} {
  const control = new AbortController();
  const limitMs = effectiveLimits(run).timeout_ms ?? Infinity;
  const leftMs = limitMs - run.spentMs;
  if (leftMs <= 0) control.abort();
  const timer = leftMs < Infinity ? setTimeout(() => control.abort(), Math.max(leftMs, 0)) : undefined;
  return { signal: control.signal, limitMs, stop: () => clearTimeout(timer) };
}
