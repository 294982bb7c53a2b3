import type { LimitName, TaskEvent, TaskEventOf } from '@taskhelm/contract';
import { effectiveLimits } from './effective-limits.ts';
import { LIMIT_QUESTION, limitFailure } from './end-at-limit.ts';
import { readSpending } from './read-spending.ts';
import type { LoopOutcome } from './outcome.ts';
import type { AgentRun } from './run-agent-loop.ts';

type Answered = { limit: LimitName; response: TaskEventOf<'input_response'> };

/** Records what a person decided about a limit, before anything else goes on. Returns the outcome where they ended the task. */
export async function settleLimitAnswers(run: AgentRun): Promise<LoopOutcome | null> {
  const settled = new Set(
    run.log.events.flatMap((event) => (event.type === 'limit_raised' ? [event.call_id] : [])),
  );
  for (const { limit, response } of readLimitAnswers(run.log.events)) {
    if (settled.has(response.call_id)) continue;
    const from = effectiveLimits(run)[limit] ?? 0;
    const to = Number(response.answers?.[0]?.value);
    if (!Number.isInteger(to) || to <= from) return stopped(run, { limit, response }, from);
    const { call_id, by } = response;
    await run.log.append([{ type: 'limit_raised', call_id, limit, from, to, by }]);
  }
  return null;
}

function readLimitAnswers(events: readonly TaskEvent[]): Answered[] {
  const asked = new Map<string, LimitName>();
  const answered: Answered[] = [];
  for (const event of events) {
    if (event.type === 'input_request') {
      const { call_id, about_call_id, questions } = event.request;
      const [id] = questions.map((question) => question.id);
      if (about_call_id === null && id?.startsWith(LIMIT_QUESTION)) {
        asked.set(call_id, id.slice(LIMIT_QUESTION.length) as LimitName);
      }
    }
    const limit = event.type === 'input_response' ? asked.get(event.call_id) : undefined;
    if (limit && event.type === 'input_response') answered.push({ limit, response: event });
  }
  return answered;
}

function stopped(run: AgentRun, { limit, response }: Answered, max: number): LoopOutcome {
  const spent = readSpending(run.log.events);
  const used = { max_steps: spent.steps, max_tokens: spent.tokens, max_cost_microusd: spent.cost };
  const hit = { limit, max, used: limit === 'timeout_ms' ? max : used[limit] };
  return limitFailure(hit, `${response.by.name} chose to stop it here.`);
}
