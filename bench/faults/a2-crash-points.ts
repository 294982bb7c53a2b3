import type { InboxItem, TaskEvent, EventPage } from '@taskhelm/contract';
import type { Violation } from './check-invariants.ts';
import { runAlone, reportOn, type FaultProgram, type ProgramRun, type Report } from './support/program.ts';
import { startSite, waitForStatus, type Site } from './support/site.ts';
import { waitFor } from './support/wait.ts';

type CrashPoint = {
  /** As faults.ts names it; null: killed from outside while the call is under way. */
  failpoint: string;
  script: string;
  /** How often the call's effect may have reached the outside. */
  effects: [number, number];
  /** Whether a person has to be asked what became of the call. */
  asks?: boolean;
};

const RESULT = 'result done';
const ring = (tool: string): string => `call ${tool} {}\n${RESULT}`;

/** The moments at which a worker may die, and what has to come of each (the table in bench/faults/README.md). */
const CRASH_POINTS: CrashPoint[] = [
  { failpoint: 'after model_started', script: `say hello\n${RESULT}`, effects: [0, 0] },
  { failpoint: 'before usage', script: ring('ring_once'), effects: [1, 1] },
  { failpoint: 'after usage', script: ring('ring_once'), effects: [1, 1] },
  { failpoint: 'before tool_started', script: ring('ring_once'), effects: [1, 1] },
  { failpoint: 'after tool_started', script: ring('ring_read'), effects: [1, 1] },
  { failpoint: 'after tool_started', script: ring('ring_same'), effects: [1, 1] },
  { failpoint: 'after tool_started', script: ring('ring_once'), effects: [1, 1], asks: true },
  { failpoint: 'before tool_result', script: ring('ring_read'), effects: [2, 2] },
  { failpoint: 'before tool_result', script: ring('ring_same'), effects: [2, 2] },
  { failpoint: 'before tool_result', script: ring('ring_once'), effects: [1, 1], asks: true },
  { failpoint: 'after tool_result', script: ring('ring_once'), effects: [1, 1] },
  {
    failpoint: 'before tool_result',
    script: `call create_task {"agent": "ringer", "title": "Child", "description": "result child"}\n${RESULT}`,
    effects: [0, 0],
  },
  { failpoint: 'before needs_input', script: `ask Which colour?\n${RESULT}`, effects: [0, 0] },
  { failpoint: 'after needs_input', script: `ask Which colour?\n${RESULT}`, effects: [0, 0] },
  { failpoint: 'before completed', script: ring('ring_once'), effects: [1, 1] },
  { failpoint: 'after completed', script: ring('ring_once'), effects: [1, 1] },
];

/** A worker dies exactly at each of these moments; the next one has to do what the table says. */
export const a2CrashPoints: FaultProgram = {
  id: 'A2',
  title: 'kill -9 at each named point',
  sizes: { ci: 1, soak: 20 },
  run: async ({ postgres, size, fence }: ProgramRun): Promise<Report> => {
    const site = await startSite({ databaseUrl: await postgres.createDatabase(), workers: 0, fence });
    const violations: Violation[] = [];
    try {
      for (let round = 0; round < size; round += 1) {
        for (const point of CRASH_POINTS) await crashAt(site, point, violations);
      }
      return await reportOn(
        site,
        { 'crash points': CRASH_POINTS.length, crashes: size * CRASH_POINTS.length },
        violations,
      );
    } finally {
      await site.stop();
    }
  },
};

async function crashAt(site: Site, point: CrashPoint, violations: Violation[]): Promise<void> {
  const { failpoint, script, effects, asks = false } = point;
  const { id, session_id } = await site.create({ description: script, title: failpoint });
  const fail = (message: string): void =>
    void violations.push({ rule: 'A2', id, message: `${failpoint}, ${script.split('\n')[0]}: ${message}` });
  const dying = site.startWorker({ TASKHELM_FAILPOINT: failpoint }, true);
  const { signal } = await dying.ended;
  if (signal !== 'SIGKILL') fail(`the worker did not die there: ${dying.log().slice(-200)}`);
  const next = site.startWorker();
  const asked = new Set<string>();
  await waitFor(`the task of ${failpoint} to end`, async () => {
    const { body } = await site.api.request<{ data: InboxItem[] }>('GET', '/inputs?per_page=100');
    for (const item of body.data) if (item.about_call_id) asked.add(item.title);
    await site.answerAll();
    return (await site.prisma.task.findUniqueOrThrow({ where: { id } })).finishedAt;
  });
  await waitForStatus(site, id, ['completed']);
  const { body } = await site.api.request<EventPage>('GET', `/sessions/${session_id}/events?limit=500`);
  const happened = countEffects(site, body.data);
  if (happened < effects[0] || happened > effects[1]) fail(`the effect happened ${happened} times`);
  const question = [...asked].some((title) => title.startsWith('Did '));
  if (question !== asks)
    fail(question ? 'a person was asked without need' : 'nobody was asked whether it happened');
  next.signal('SIGTERM');
  await next.ended;
}

function countEffects(site: Site, events: TaskEvent[]): number {
  const calls = new Set(events.flatMap((event) => (event.type === 'tool_call' ? [event.call_id] : [])));
  return site.effects.effects.filter(({ key }) => calls.has(key)).length;
}

if (import.meta.main) await runAlone(a2CrashPoints);
