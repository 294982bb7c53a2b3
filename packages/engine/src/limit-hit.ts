import type { LimitName } from '@taskhelm/contract';

/** A limit that forbids another step: what the task used of it, and what it may use. */
export type LimitHit = { limit: LimitName; used: number; max: number };

export const LIMIT_CODES: Record<LimitName, string> = {
  max_steps: 'step_limit',
  max_tokens: 'token_limit',
  max_cost_microusd: 'cost_limit',
  timeout_ms: 'time_limit',
};

/** What happened, as a sentence. */
export function limitSentence({ limit, used, max }: LimitHit): string {
  switch (limit) {
    case 'max_steps':
      return `The task used all its ${max} model steps.`;
    case 'max_tokens':
      return `The task used ${count(used)} tokens and may use ${count(max)}.`;
    case 'max_cost_microusd':
      return `The task has cost ${dollars(used)} and may cost ${dollars(max)}.`;
    case 'timeout_ms':
      return `The task worked for ${minutes(max)}, which is all it may.`;
  }
}

/** An amount of what a limit counts. */
export function limitAmount(limit: LimitName, amount: number): string {
  if (limit === 'max_steps') return `${count(amount)} ${amount === 1 ? 'step' : 'steps'}`;
  if (limit === 'max_tokens') return `${count(amount)} tokens`;
  return limit === 'max_cost_microusd' ? dollars(amount) : minutes(amount);
}

function count(amount: number): string {
  return amount.toLocaleString('en-US');
}

/** Exact below a dollar, so that an amount never reads as nothing, or as the limit it is over. */
function dollars(microusd: number): string {
  const amount = microusd / 1_000_000;
  const maximumFractionDigits = amount < 1 ? 6 : 4;
  return `$${amount.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits })}`;
}

function minutes(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1_000);
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
