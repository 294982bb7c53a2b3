// `npm run bench:start`: how soon an idle Taskhelm starts a task after its creation was committed, and how long a whole
// create request takes, against the plain request GET /healthz of the same run.
import type { TaskDetail, EventPage } from '@taskhelm/contract';
import { describeFigures, percentiles } from './support/percentiles.ts';
import { startTaskhelm, type TaskhelmProcess } from './support/taskhelm-process.ts';

const TASKS = Number(process.env['TASKS'] ?? 500);
const WARM_UP = 50;

const taskhelm = await startTaskhelm();
try {
  const reference: number[] = [];
  const creates: number[] = [];
  const starts: number[] = [];
  for (let round = 0; round < TASKS + WARM_UP; round += 1) {
    const health = await timed(() => fetch(`${taskhelm.url}/healthz`).then((response) => response.text()));
    const create = await timed(() => createTask(taskhelm, round));
    const started = await millisecondsToStart(taskhelm, create.value);
    if (round < WARM_UP) continue;
    reference.push(health.ms);
    creates.push(create.ms);
    starts.push(started);
  }
  console.log(describeFigures('create committed → agent started', starts));
  console.log(describeFigures('create request', creates));
  console.log(describeFigures('reference: GET /healthz', reference));
  console.log(
    `ratio of p50, create request to reference: ${(percentiles(creates).p50 / percentiles(reference).p50).toFixed(1)}`,
  );
} finally {
  await taskhelm.stop();
}

async function timed<Value>(work: () => Promise<Value>): Promise<{ value: Value; ms: number }> {
  const begin = performance.now();
  const value = await work();
  return { value, ms: performance.now() - begin };
}

function createTask({ call }: TaskhelmProcess, round: number): Promise<TaskDetail> {
  return call('POST', '/tasks', { agent: 'researcher', title: `Task ${round}`, description: 'result done' });
}

/** By the times that the database gave to the first and the claiming event. */
async function millisecondsToStart({ call }: TaskhelmProcess, task: TaskDetail): Promise<number> {
  await call('GET', `/tasks/${task.id}?wait=final`);
  const { data } = await call<EventPage>('GET', `/sessions/${task.session_id}/events`);
  const at = (reason: string): number =>
    Date.parse(
      data.find((event) => event.type === 'status_change' && event.reason === reason)?.created_at ?? '',
    );
  return at('claimed') - at('created');
}
