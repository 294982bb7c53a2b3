/** What a person can do about a failure, besides running the task again. */
export type FailureAdvice = { text: string; look: 'models' | 'agent' | null };

const LIMIT: FailureAdvice = {
  text: 'Run it again with a higher limit, or give the agent a smaller task.',
  look: 'agent',
};
const NO_ANSWER: FailureAdvice = {
  text: 'Run it again. If that happens often, say the task more simply or give the agent another model.',
  look: 'agent',
};
const ADVICE: Record<string, FailureAdvice> = {
  step_limit: LIMIT,
  time_limit: LIMIT,
  token_limit: LIMIT,
  cost_limit: LIMIT,
  model_unavailable: {
    text: 'The model’s provider was away or busy for long. Test the model, then run the task again.',
    look: 'models',
  },
  model_rejected: {
    text: 'Check the name, the key and the address of the model, then run the task again.',
    look: 'models',
  },
  model_invalid_answer: NO_ANSWER,
  empty_answer: NO_ANSWER,
  answer_cut: NO_ANSWER,
  outcome_unknown: {
    text: 'Find out at the other end whether the call took effect before you run the task again: it may happen twice.',
    look: null,
  },
  worker_crashed: {
    text: 'The process that ran it ended again and again. Look into its log, then run the task again.',
    look: null,
  },
  input_expired: { text: 'Run it again, and answer within the time that is given.', look: null },
};
const ANY: FailureAdvice = {
  text: 'Read what happened before it, then run it again, changed or as it is.',
  look: null,
};

export const adviceFor = (code: string): FailureAdvice => ADVICE[code] ?? ANY;
