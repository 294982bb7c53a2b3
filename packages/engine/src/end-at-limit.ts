import { LIMIT_MAXIMA, type LimitName, type QuestionOption } from '@taskhelm/contract';
import { effectiveLimits } from './effective-limits.ts';
import { LIMIT_CODES, limitAmount, limitSentence, type LimitHit } from './limit-hit.ts';
import type { InputRequestDraft, LoopOutcome } from './outcome.ts';
import type { AgentRun } from './run-agent-loop.ts';

/** Questions about a limit have an id that begins so; those that agents ask never do. */
export const LIMIT_QUESTION = 'limit:';
const STOP_HERE = 'stop';
/** The least that is offered. */
const LEAST: Record<LimitName, number> = {
  max_steps: 1,
  max_tokens: 1_000,
  max_cost_microusd: 10_000,
  timeout_ms: 60_000,
};

/** What a task at its limit comes to: it asks a person for more, or fails where that is set or no more can be given. */
export function endAtLimit(run: AgentRun, hit: LimitHit): LoopOutcome {
  const options = largerLimits(hit);
  if (effectiveLimits(run).on_limit === 'fail' || options.length === 0) return limitFailure(hit);
  return { type: 'needs_input', requests: [limitDraft(run, hit, options)] };
}

export function limitFailure(hit: LimitHit, more?: string): Extract<LoopOutcome, { type: 'failed' }> {
  const advice = more ?? `Raise ${hit.limit} or give the agent a smaller task.`;
  return { type: 'failed', code: LIMIT_CODES[hit.limit], message: `${limitSentence(hit)} ${advice}` };
}

/** A fifth more, and as much again; never beyond what a limit can be. */
function largerLimits({ limit, used, max }: LimitHit): number[] {
  const least = LEAST[limit];
  const more = [Math.max(least, Math.ceil(max / 5)), Math.max(least, max)];
  const from = Math.max(used, max);
  const larger = more.map((extra) => Math.min(from + extra, LIMIT_MAXIMA[limit]));
  return [...new Set(larger)].filter((value) => value > from);
}

function limitDraft(run: AgentRun, hit: LimitHit, larger: number[]): InputRequestDraft {
  const from = Math.max(hit.used, hit.max);
  const options = larger.map((value): QuestionOption => ({
    value: String(value),
    label: `${limitAmount(hit.limit, value - from)} more`,
    description: `${limitAmount(hit.limit, value)} in all`,
  }));
  const stop = {
    value: STOP_HERE,
    label: 'Stop here',
    description: 'The task ends as failed; its log stays.',
  };
  return {
    call_id: run.newId(),
    session_id: run.task.sessionId,
    task_id: run.task.id,
    about_call_id: null,
    kind: 'question',
    title: `${limitSentence(hit)} Let it go on?`,
    body_markdown: null,
    questions: [
      {
        id: LIMIT_QUESTION + hit.limit,
        label: 'How much more may it use?',
        help: null,
        type: 'select',
        options: [...options, stop],
        required: true,
        default: null,
        allow_other: false,
      },
    ],
    action: null,
    allowed_decisions: [],
    expires_at: null,
    on_expiry: 'stay',
  };
}
