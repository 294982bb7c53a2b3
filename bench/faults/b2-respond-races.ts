import type { RespondResponse } from '@taskhelm/contract';
import { onSite, type SiteRun } from './support/on-site.ts';
import { runAlone } from './support/program.ts';
import { waitForStatus, type Answer } from './support/site.ts';
import { forEachNumber } from './support/wait.ts';

const PARALLEL = 10;
const KINDS = ['same', 'different', 'cancelled'] as const;

/** Two people answer the same question at once, with the same answer and with different ones, and too late. */
export const b2RespondRaces = onSite({
  id: 'B2',
  title: 'two answers at once',
  sizes: { ci: 500, soak: 2_000, prove: 30, test: 20 },
  protections: ['row locks'],
  site: { workers: 1, apis: 2 },
  run: async (run) => {
    let earlier: string | undefined;
    await forEachNumber(run.size, PARALLEL, async () => {
      earlier = await race(run, run.random.pick(KINDS), earlier);
    });
    await run.site.settle();
    return { 'pairs of answers': run.size };
  },
});

/** `other` is a call of another session. Returns the call that was raced for. */
async function race(
  { site, violate }: SiteRun,
  kind: (typeof KINDS)[number],
  other: string | undefined,
): Promise<string> {
  const { id, session_id } = await site.create({ description: 'ask Which colour?\nresult {answer}' });
  await waitForStatus(site, id, ['needs_input']);
  const { callId } = await site.prisma.inputRequest.findFirstOrThrow({ where: { taskId: id } });
  const respond = (call_id: string, answer: string, index: number): Promise<Answer<RespondResponse>> =>
    (site.apis[index] ?? site.api).request('POST', `/sessions/${session_id}/respond`, {
      call_id,
      answers: [answer],
    });
  const expect = (wanted: string, statuses: number[], what: string): void => {
    const got = statuses.toSorted((a, b) => a - b).join(' ');
    if (got !== wanted) violate(id, `${what}: expected ${wanted}, got ${got}`);
  };
  expect('404', [(await respond(crypto.randomUUID(), 'blue', 0)).status], 'unknown call');
  if (other) expect('404', [(await respond(other, 'blue', 0)).status], 'call of another session');
  if (kind === 'cancelled') {
    await site.api.request('DELETE', `/tasks/${id}`);
    expect('409', [(await respond(callId, 'blue', 0)).status], 'after a cancel');
    return callId;
  }
  const answers = await Promise.all([
    respond(callId, 'blue', 0),
    respond(callId, kind === 'same' ? 'blue' : 'red', 1),
  ]);
  expect(
    kind === 'same' ? '200 200' : '200 409',
    answers.map(({ status }) => status),
    `${kind} answers`,
  );
  await waitForStatus(site, id, ['completed']);
  const winner = answers.find(({ status, body }) => status === 200 && !body.replayed)?.body.answers?.[0]
    ?.value;
  const { result } = await site.prisma.task.findUniqueOrThrow({ where: { id } });
  if (result !== winner) violate(id, `was told ${String(result)}, acknowledged ${String(winner)}`);
  expect('409', [(await respond(callId, 'green', 0)).status], 'after completion');
  return callId;
}

if (import.meta.main) await runAlone(b2RespondRaces);
