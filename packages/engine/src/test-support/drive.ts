import type { LoopOutcome } from '../outcome.ts';
import { runAgentLoop } from '../run-agent-loop.ts';
import type { TestRun } from './build-run.ts';
import { answer, park, respond } from './respond.ts';

/** Runs to the end; questions get their first option or `free text`, confirmations an approval. */
export async function drive(run: TestRun): Promise<LoopOutcome> {
  for (let round = 0; round < 50; round += 1) {
    const outcome = await runAgentLoop(run);
    if (outcome.type !== 'needs_input') return outcome;
    park(run.log, outcome);
    answerAll(run);
  }
  throw new Error('The run asks without end.');
}

function answerAll({ log }: TestRun): void {
  const answered = new Set(
    log.events.flatMap((event) => (event.type === 'input_response' ? [event.call_id] : [])),
  );
  for (const event of log.events) {
    if (event.type !== 'input_request' || answered.has(event.call_id)) continue;
    const { request } = event;
    if (request.kind === 'confirmation')
      respond(log, request.call_id, { outcome: 'approved', decision: 'approve' });
    else answer(log, request, ...request.questions.map(({ options }) => options[0]?.value ?? 'free text'));
  }
}
