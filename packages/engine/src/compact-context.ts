import type { TaskEvent } from '@taskhelm/contract';
import { buildPrompt, lastCompaction } from './build-prompt.ts';
import { contextWindow, estimateTokens } from './context-window.ts';
import { keptFacts } from './kept-facts.ts';
import { readSteps, type Step } from './read-steps.ts';
import type { AgentRun } from './run-agent-loop.ts';
import { summariseSteps } from './summarise-steps.ts';
import { toolParameters } from './tool-parameters.ts';

/** The share of the window at which a prompt counts as full: the rest is for the answer and for what the estimate misses. */
const FULL = 0.75;
/** The share that the newest steps may keep. */
const KEPT = 0.25;

/**
 * Where the prompt nears the model's window, puts a summary in the place of the older steps, as an event of the log. The
 * task's text, what people wrote and answered, and what was created stay word for word.
 */
export async function compactContext(run: AgentRun): Promise<void> {
  const window = contextWindow(run.model);
  const before = estimateTokens(buildPrompt(run)) + toolTokens(run);
  if (before <= window * FULL) return;
  const steps = readSteps(run.log.events);
  const last = chooseLastStep(run, steps, window * KEPT);
  const upTo = last && run.log.events[last.index];
  if (!last || !upTo) return;
  const { text, ...cost } = await summariseSteps(run, upTo.seq, window);
  const summary = [text, keptFacts(run.log.events, upTo.seq)].filter(Boolean).join('\n\n');
  const summedUp = steps.filter((step) => step.index <= last.index).length;
  const event = { type: 'context_compacted', up_to_seq: upTo.seq, steps: summedUp, summary } as const;
  const after = estimateTokens(buildPrompt(run, event)) + toolTokens(run);
  await run.log.append([{ ...event, input_tokens_before: before, input_tokens_after: after, ...cost }]);
}

/** The newest step that is summed up: what follows it fits into `room`, and at least one step follows. */
function chooseLastStep(run: AgentRun, steps: readonly Step[], room: number): Step | null {
  const { events } = run.log;
  const done = lastCompaction(events)?.up_to_seq ?? 0;
  const open = steps.filter((step) => (events[step.index]?.seq ?? 0) > done);
  let kept = 0;
  for (let index = open.length - 1; index > 0; index -= 1) {
    kept += stepTokens(events, steps, open[index]);
    if (kept > room || index === 1) return open[index - 1] ?? null;
  }
  return null;
}

/** From the end of the step before it, so that its results count with it. */
function stepTokens(events: readonly TaskEvent[], steps: readonly Step[], step: Step | undefined): number {
  if (!step) return 0;
  const next = steps.find((each) => each.index > step.index)?.index ?? events.length;
  const results = events.slice(step.index, next).filter((event) => event.type === 'tool_result');
  return estimateTokens(JSON.stringify([step.parts, results]));
}

function toolTokens({ tools }: AgentRun): number {
  const described = [...tools.values()].map((tool) => [tool.name, tool.description, toolParameters(tool)]);
  return estimateTokens(JSON.stringify(described));
}
