import type { RespondResponse } from '@taskhelm/contract';
import type { Violation } from './check-invariants.ts';
import { runAlone, reportOn, type FaultProgram, type ProgramRun, type Report } from './support/program.ts';
import { startSite, waitForStatus, type Answer, type Site } from './support/site.ts';
import { forEachNumber } from './support/wait.ts';

const PARALLEL = 10;

/** Two people answer the same question at once, with the same answer and with different ones, and too late. */
export const b2RespondRaces: FaultProgram = {
  id: 'B2',
  title: 'two answers at once',
  sizes: { ci: 500, soak: 2_000, test: 20 },
  run: async ({ postgres, size, random }: ProgramRun): Promise<Report> => {
    const site = await startSite({ databaseUrl: await postgres.createDatabase(), workers: 1, apis: 2 });
    const violations: Violation[] = [];
    try {
      let earlier: string | undefined;
      await forEachNumber(size, PARALLEL, async () => {
        const kind = random.pick(['same', 'different', 'cancelled'] as const);
        earlier = await race({ site, violations, other: earlier }, kind);
      });
      await site.settle();
      return await reportOn(site, { 'pairs of answers': size }, violations);
    } finally {
      await site.stop();
    }
  },
};

type Round = {
  site: Site;
  violations: Violation[];
  /** A call of another session. */ other: string | undefined;
};

async function race(
  { site, violations, other }: Round,
  kind: 'same' | 'different' | 'cancelled',
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
    if (got !== wanted)
      violations.push({ rule: 'B2', id, message: `${what}: expected ${wanted}, got ${got}` });
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
  if (result !== winner)
    violations.push({
      rule: 'B2',
      id,
      message: `was told ${String(result)}, acknowledged ${String(winner)}`,
    });
  expect('409', [(await respond(callId, 'green', 0)).status], 'after completion');
  return callId;
}

if (import.meta.main) await runAlone(b2RespondRaces);
