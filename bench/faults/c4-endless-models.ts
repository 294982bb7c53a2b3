import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { calls, refuses, type Behaviour } from '../support/model-server.ts';
import { endOf, withModels, type ModelRun } from './support/model-agents.ts';
import type { NodeProcess } from './support/node-process.ts';
import { onSite } from './support/on-site.ts';
import { CannotRun, runAlone } from './support/program.ts';

const MEGABYTE = 1_048_576;
const ANSWER_BYTES = 50 * MEGABYTE;
const MOST_RSS_MB = 512;
const PATIENCE_MS = 180_000;

const frame = (content: string): string =>
  `{"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"${content}"}}]}`;
const words = `data: ${frame('word '.repeat(3_000))}\n\n`;

type Flood = { behaviour: Behaviour; status: string; says: RegExp; tools?: string[] };

/** More than a task can take, and what the task says of it. */
const FLOODS: Record<string, Flood> = {
  'fifty-megabytes': {
    behaviour: (response) => void flood(response, words, ANSWER_BYTES),
    status: 'failed',
    says: /passed 4 MB and was cut/,
  },
  'one-line': {
    behaviour: (response) => {
      begin(response).write(`data: ${frame('').slice(0, -4)}`);
      void flood(response, 'x'.repeat(MEGABYTE), ANSWER_BYTES);
    },
    status: 'failed',
    says: /more than one answer may hold/,
  },
  arguments: {
    behaviour: calls([{ name: 'ring_once', args: JSON.stringify({ ms: 0, text: 'x'.repeat(MEGABYTE) }) }]),
    status: 'completed',
    says: /done/,
    tools: ['ring_once'],
  },
  'error-page': {
    behaviour: refuses(400, { 'content-type': 'text/html' }, 'x'.repeat(ANSWER_BYTES)),
    status: 'failed',
    says: /refused the request \(HTTP 400/,
  },
};
/** Only where something ends it. */
const ENDLESS: Flood = {
  behaviour: (response) => void flood(response, words, Number.POSITIVE_INFINITY),
  status: 'failed',
  says: /passed 4 MB and was cut/,
};

/** Answers of 50 MB and without an end, and arguments of 1 MB, all at once. */
export const c4EndlessModels = onSite({
  id: 'C4',
  title: 'models that send more than a task can take',
  sizes: { ci: 3, soak: 50, prove: 1 },
  protections: ['the caps of an answer'],
  site: { workers: 1 },
  run: withModels(async (run) => {
    const [worker] = run.site.workers;
    const before = peakMegabytes(worker);
    const floods = { ...FLOODS, ...(run.without ? {} : { endless: ENDLESS }) };
    for (const [name, { behaviour, tools = [] }] of Object.entries(floods))
      await run.addAgent(name, behaviour, { agent: { tools } });
    for (let round = 0; round < run.size; round += 1)
      await Promise.all(Object.entries(floods).map(([name, flood]) => withstand(run, name, flood)));
    const peak = peakMegabytes(worker);
    if (peak > MOST_RSS_MB) run.violate(worker?.name ?? '', `used ${peak} MB of memory`);
    return { 'worker RSS before (MB)': before, 'peak (MB)': peak };
  }),
});

async function withstand({ site, violate, without }: ModelRun, name: string, flood: Flood): Promise<void> {
  const { id } = await site.create({ agent: name, description: 'Answer.' });
  const end = await endOf(site, id, without ? 60_000 : PATIENCE_MS);
  const { status, says, code } = end ?? { status: 'open', says: '', code: null };
  if (status !== flood.status || !flood.says.test(says))
    violate(id, `${name}: ended as ${status} ${code}: ${says.slice(0, 200)}`);
  if (name !== 'arguments') return;
  const result = await site.prisma.taskEvent.findFirst({ where: { taskId: id, type: 'tool_result' } });
  const { output } = (result?.body ?? {}) as { output?: unknown };
  if (!/longer than 256 KB/.test(String(output)))
    violate(id, `${name}: the model was told ${String(output)}`);
}

/** The most memory that the process ever had, as Linux counts it. */
function peakMegabytes(worker: NodeProcess | undefined): number {
  const file = `/proc/${worker?.pid}/status`;
  if (!existsSync(file)) throw new CannotRun('it reads the memory of a process from /proc');
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1]) / 1_024);
}

function begin(response: ServerResponse): ServerResponse {
  return response.headersSent ? response : response.writeHead(200, { 'content-type': 'text/event-stream' });
}

/** As fast as it is read, until nobody reads any more. */
async function flood(response: ServerResponse, piece: string, bytes: number): Promise<void> {
  begin(response);
  let isOpen = true;
  const closed = once(response, 'close').then(() => (isOpen = false));
  for (let sent = 0; isOpen && sent < bytes; sent += piece.length)
    if (!response.write(piece)) await Promise.race([once(response, 'drain'), closed]);
  response.end(`data: ${frame('').replace('}}]', '},"finish_reason":"stop"}]')}\n\ndata: [DONE]\n\n`);
}

if (import.meta.main) await runAlone(c4EndlessModels);
