import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as after } from 'node:timers/promises';
import type { Behaviour } from '../support/model-server.ts';
import { comesTrue, countEvents, endOf, withModels, type ModelRun } from './support/model-agents.ts';
import { onSite } from './support/on-site.ts';
import { runAlone, timesOf } from './support/program.ts';
import { forEachNumber, waitFor } from './support/wait.ts';

/** As short as they may be here; before a release also the true ones, of a minute each. */
const SHORT = { firstMs: 1_500, idleMs: 1_500, totalMs: 5_000 };
const SHORT_ENV = { FAULTS_MODEL_TIMEOUTS: JSON.stringify(SHORT) };
const RELEASE_SIZE = 10;
const TRIES = 4;
/** Tries, the waits between them, and what a busy machine takes on top. */
const PATIENCE_MS = TRIES * SHORT.totalMs + 20_000 + 60_000;
const TRUE_PATIENCE_MS = TRIES * 60_000 + 20_000 + 60_000;
const CANCELS = 50;
/** What is promised, and what a busy machine takes on top. */
const CANCELLED_MS = 500 + 4_500;

const FRAME = { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm' };
const word = `data: ${JSON.stringify({ ...FRAME, choices: [{ index: 0, delta: { content: 'a ' } }] })}\n\n`;

/** How a model keeps a task waiting, and what the task says of it. */
const MODES: Record<string, { behaviour: Behaviour; says: RegExp }> = {
  silent: { behaviour: () => undefined, says: /sent nothing for 1\.5 s/ },
  stops: { behaviour: (response) => void begin(response).write(word), says: /stopped sending for 1\.5 s/ },
  drips: {
    behaviour: (response) => void send(response, Array.from(word), 300),
    says: /stopped sending for 1\.5 s/,
  },
  trickles: {
    behaviour: (response) => void send(response, [word], 500),
    says: /did not finish within 5 s/,
  },
};

/** Models that never answer, stop in the middle, or go on for ever; and cancels while they do. */
export const c1SilentModels = onSite({
  id: 'C1',
  title: 'models that never come to an end',
  sizes: { ci: 2, soak: RELEASE_SIZE, prove: 1 },
  protections: ['the timeouts of models'],
  site: { workers: 2, concurrency: 40, env: SHORT_ENV },
  run: withModels(async (run) => {
    for (const [mode, { behaviour }] of Object.entries(MODES)) await run.addAgent(mode, behaviour);
    const given = await Promise.all(
      Array.from({ length: run.size }, () => Object.keys(MODES).map((mode) => giveUp(run, mode))).flat(),
    );
    const cancelled: number[] = [];
    if (!run.without)
      await forEachNumber(run.size, 1, async () => void cancelled.push(...(await cancelWaiting(run))));
    if (run.size >= RELEASE_SIZE) await waitTrulyLong(run);
    return { 'tasks given up': given.length, 'given up after': timesOf(given), cancel: timesOf(cancelled) };
  }),
});

/** Three retries, then the provider's failure in words. */
async function giveUp({ site, violate, without }: ModelRun, mode: string): Promise<number> {
  const begun = Date.now();
  const { id } = await site.create({ agent: mode, description: 'Answer.' });
  const end = await endOf(site, id, without ? 45_000 : PATIENCE_MS);
  if (end?.code !== 'model_unavailable') violate(id, `${mode}: ended as ${JSON.stringify(end)}`);
  else if (!MODES[mode]?.says.test(end.says)) violate(id, `${mode}: says ${end.says}`);
  const tries = await countEvents(site, id, 'model_started');
  if (end && tries !== TRIES) violate(id, `${mode}: was tried ${tries} times`);
  if (!end) await site.api.request('DELETE', `/tasks/${id}`);
  return Date.now() - begun;
}

/** From the request to cancel to the receipt of the worker that was waiting, with all of them running. */
async function cancelWaiting({ site, addAgent, provider, violate }: ModelRun): Promise<number[]> {
  const open = new Set<ServerResponse>();
  const name = `cancelled-${provider.requests.length}`;
  await addAgent(name, (response, _request, count) => {
    open.add(response);
    response.once('close', () => open.delete(response));
    if (count % 2 === 0) void send(response, [word], 200);
  });
  const ids: string[] = [];
  await forEachNumber(CANCELS, 10, async () => {
    const { id } = await site.create({ agent: name, description: 'Answer.' });
    ids.push(id);
  });
  const times: number[] = [];
  await waitFor('a call for each', () => open.size > 0);
  for (const id of ids) {
    await waitFor('its call', () => countEvents(site, id, 'model_started'));
    const begun = Date.now();
    const { status } = await site.api.request('DELETE', `/tasks/${id}`);
    if (status !== 200) violate(id, `its cancel was answered ${status}`);
    if (await isReceipted(site, id)) times.push(Date.now() - begun);
  }
  const late = times.filter((time) => time > CANCELLED_MS).length;
  if (late > 0) violate(name, `${late} cancels took longer than ${CANCELLED_MS} ms`);
  if (!(await comesTrue(async () => open.size === 0, 10_000)))
    violate(name, `${open.size} requests to the model went on after their cancel`);
  return times;
}

/** False where it was between two tries, so that no worker held it. */
async function isReceipted({ prisma }: ModelRun['site'], id: string): Promise<boolean> {
  const held = await prisma.taskEvent.findFirst({
    where: { taskId: id, type: 'status_change' },
    orderBy: { seq: 'desc' },
  });
  if ((held?.body as { from?: string } | null)?.from !== 'in_progress') return false;
  await waitFor(
    `the receipt of ${id}`,
    async () => (await prisma.task.findUniqueOrThrow({ where: { id } })).cancelAcknowledgedAt,
    { everyMs: 5, timeoutMs: 30_000 },
  );
  return true;
}

/** The limits that the product has: a minute to the first part and a minute between two. */
async function waitTrulyLong({ site, violate }: ModelRun): Promise<void> {
  const short = [...site.workers];
  site.startWorker({ FAULTS_MODEL_TIMEOUTS: '' });
  await site.workers.at(-1)?.up;
  short.forEach((worker) => worker.signal('SIGTERM'));
  await Promise.all(short.map((worker) => worker.ended));
  await Promise.all(
    ['silent', 'stops'].map(async (mode) => {
      const { id } = await site.create({ agent: mode, description: 'Answer.' });
      const end = await endOf(site, id, TRUE_PATIENCE_MS);
      if (!/for 60 s/.test(end?.says ?? '')) violate(id, `${mode}: ended as ${JSON.stringify(end)}`);
    }),
  );
}

function begin(response: ServerResponse): ServerResponse {
  return response.writeHead(200, { 'content-type': 'text/event-stream' });
}

/** The pieces in turn, again and again, until nobody listens. */
async function send(response: ServerResponse, pieces: readonly string[], everyMs: number): Promise<void> {
  begin(response).flushHeaders();
  const closed = new AbortController();
  void once(response, 'close').then(() => closed.abort());
  for (let index = 0; !closed.signal.aborted; index += 1) {
    response.write(pieces[index % pieces.length]);
    await after(everyMs, null, { signal: closed.signal }).catch(() => undefined);
  }
}

if (import.meta.main) await runAlone(c1SilentModels);
