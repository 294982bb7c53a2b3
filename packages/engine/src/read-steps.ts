import type { TaskEvent, TaskEventOf } from '@taskhelm/contract';

export type StepPart =
  TaskEventOf<'reasoning'> | (TaskEventOf<'message'> & { role: 'assistant' }) | TaskEventOf<'tool_call'>;

/** A finished model step; `index` is where its usage stands in the log. */
export type Step = { step: number; index: number; parts: StepPart[]; usage: TaskEventOf<'usage'> };

/**
 * The model steps that were written whole. Parts of a step without `usage`, and parts before a step was started anew,
 * are the remains of a call that failed and do not count.
 */
export function readSteps(events: readonly TaskEvent[]): Step[] {
  const steps: Step[] = [];
  let parts: StepPart[] = [];
  events.forEach((event, index) => {
    if (event.type === 'model_started') parts = [];
    else if (event.type === 'usage') {
      const { step } = event;
      steps.push({ step, index, parts: parts.filter((part) => part.step === step), usage: event });
      parts = [];
    } else if (isStepPart(event)) parts.push(event);
  });
  return steps;
}

function isStepPart(event: TaskEvent): event is TaskEvent & StepPart {
  return (
    event.type === 'reasoning' ||
    event.type === 'tool_call' ||
    (event.type === 'message' && event.role === 'assistant')
  );
}
