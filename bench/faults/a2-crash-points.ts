import type { TaskEvent, EventPage } from '@taskhelm/contract';
import { onSite, type SiteRun } from './support/on-site.ts';
import { runAlone } from './support/program.ts';
import { waitForStatus, type Site } from './support/site.ts';
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
export const a2CrashPoints = onSite({
  id: 'A2',
  title: 'kill -9 at each named point',
  sizes: { ci: 1, soak: 20, prove: 1 },
  protections: ['the declared effects of tools'],
  site: { workers: 0 },
  run: async (run) => {
    // The protection that a proof takes away is that of these points.
    const points = CRASH_POINTS.filter(({ asks }) => asks || !run.without);
    for (let round = 0; round < run.size; round += 1) {
      for (const point of points) await crashAt(run, point);
    }
    return { 'crash points': points.length, crashes: run.size * points.length };
  },
});

async function crashAt({ site, violate }: SiteRun, point: CrashPoint): Promise<void> {
  const { failpoint, script, effects, asks = false } = point;
  const { id, session_id } = await site.create({ description: script, title: failpoint });
  const fail = (message: string): void => violate(id, `${failpoint}, ${script.split('\n')[0]}: ${message}`);
  const dying = site.startWorker({ TASKHELM_FAILPOINT: failpoint }, true);
  const { signal } = await dying.ended;
  if (signal !== 'SIGKILL') fail(`the worker did not die there: ${dying.log().slice(-200)}`);
  const next = site.startWorker();
  await waitFor(`the task of ${failpoint} to end`, async () => {
    await site.answerAll();
    return (await site.prisma.task.findUniqueOrThrow({ where: { id } })).finishedAt;
  });
  await waitForStatus(site, id, ['completed']);
  const { body } = await site.api.request<EventPage>('GET', `/sessions/${session_id}/events?limit=500`);
  const happened = countEffects(site, body.data);
  if (happened < effects[0] || happened > effects[1]) fail(`the effect happened ${happened} times`);
  // A question of the agent's own has the id of the call that asks it.
  const asked = await site.prisma.inputRequest.findMany({ where: { taskId: id, kind: 'question' } });
  const question = asked.some(({ callId, aboutCallId }) => aboutCallId !== null && aboutCallId !== callId);
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
