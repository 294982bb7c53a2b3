import { answerText } from './answer-outcome.ts';
import { recoveryDraft } from './input-request-draft.ts';
import type { CallPlan } from './plan-tool-call.ts';
import type { CallRecord } from './read-calls.ts';
import type { AgentRun } from './run-agent-loop.ts';
import { toolEffect } from './tool-effect.ts';

/**
 * A call was started and its outcome never recorded: the worker was lost on the way. Where a second run changes
 * nothing it runs again; otherwise only a person can say whether it happened.
 */
export function planRecovery(run: AgentRun, record: CallRecord): CallPlan {
  if (!mayHaveHappened(run, record)) return { type: 'execute' };
  const { recovery } = record;
  if (!recovery) return { type: 'await_person', draft: recoveryDraft(run, record.call) };
  if (!recovery.response) return { type: 'await_person', draft: null };
  const { outcome, answers } = recovery.response;
  const answer = outcome === 'answered' ? answers?.[0]?.value : null;
  if (answer === 'retry') return { type: 'execute' };
  if (answer === 'done')
    return settled('ok', 'A person confirmed that this happened. Its output is not known.');
  if (answer === 'fail') return outcomeUnknown(record);
  return settled(
    'interrupted',
    `Whether this happened is not known. A person said: ${answerText(recovery.response) || 'nothing'}`,
  );
}

/** Judged by the planned call and by what was started; the more careful one decides. */
function mayHaveHappened(run: AgentRun, { call, started }: CallRecord): boolean {
  const tool = run.tools.get(call.tool);
  const effects = [call.effect, toolEffect(tool, started?.args ?? call.args)];
  return effects.includes('once') || effects.every((effect) => effect === null);
}

function settled(status: 'ok' | 'interrupted', output: string): CallPlan {
  return { type: 'settle', outcome: { status, output } };
}

function outcomeUnknown({ call }: CallRecord): CallPlan {
  return {
    type: 'end',
    outcome: {
      type: 'failed',
      code: 'outcome_unknown',
      message: `The task was ended because nobody knows whether the call of ${call.tool} happened. Check it before you retry the task.`,
    },
  };
}
