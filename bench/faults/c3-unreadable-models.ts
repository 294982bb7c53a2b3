import type { ServerResponse } from 'node:http';
import { inTurn, says, sendDeltas, type Behaviour } from '../support/model-server.ts';
import { countEvents, endOf, withModels, type ModelRun } from './support/model-agents.ts';
import { onSite } from './support/on-site.ts';
import { runAlone, timesOf } from './support/program.ts';

const TRIES = 4;
const STREAM = 'text/event-stream';
/** Three retries wait for 20 s at most; the rest is what a busy machine takes. */
const PATIENCE_MS = 20_000 + 100_000;

const answers =
  (type: string, body: string): Behaviour =>
  (response: ServerResponse) =>
    response.writeHead(200, { 'content-type': type }).end(body);

const chunk = (choices: unknown, more: object = {}): string =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices, ...more })}\n\n`;
const hello = { index: 0, delta: { role: 'assistant', content: 'hello' } };
const whole = {
  id: 'c',
  object: 'chat.completion',
  created: 1,
  model: 'm',
  choices: [{ ...hello, message: hello.delta }],
};

/** What cannot be read as an answer: tried again a few times, then a failure that says what to check. */
const UNREADABLE: Record<string, Behaviour> = {
  html: answers('text/html', '<!doctype html><title>Sign in</title><script>alert(1)</script>'),
  'html-as-stream': answers(STREAM, '<!doctype html><title>Sign in</title>'),
  'cut-json': answers(STREAM, chunk([hello]).slice(0, 60)),
  'no-json': answers(STREAM, 'data: {not json}\n\n'),
  'no-end': answers(STREAM, chunk([hello])),
  'wrong-type': answers('application/json', JSON.stringify(whole)),
  empty: answers(STREAM, ''),
  'empty-page': answers('text/plain', ''),
  'wrong-shape': answers(STREAM, chunk('none')),
  'lies-about-length': (response) => {
    response.writeHead(200, { 'content-type': STREAM, 'content-length': '100000' });
    response.write(chunk([hello]));
    setTimeout(() => response.destroy(), 50);
  },
};

/** What is strange and can be read. */
const READABLE: Record<string, Behaviour> = {
  'unknown-fields': (response) =>
    sendDeltas(response, [{ role: 'assistant', content: 'fine', mood: { joy: [1] }, refusal: null }]),
  comments: (response) => {
    response.writeHead(200, { 'content-type': `${STREAM}; charset=utf-8` });
    response.end(
      `\u{FEFF}: ping\r\n\r\n${chunk([{ ...hello, delta: { content: 'fine' } }], { extra: {} })}: ping\n\n${chunk([{ index: 0, delta: {}, finish_reason: 'stop', logprobs: null }])}data: [DONE]\n\n`,
    );
  },
  'error-once': inTurn(
    answers(STREAM, 'data: {"error":{"message":"overloaded","code":503}}\n\n'),
    says('fine'),
  ),
};

/** Answers that are no answers. */
export const c3UnreadableModels = onSite({
  id: 'C3',
  title: 'models that send what cannot be read',
  sizes: { ci: 2, soak: 30, prove: 1 },
  protections: ['the bound of retries'],
  site: { workers: 2 },
  run: withModels(async (run) => {
    const modes = { ...UNREADABLE, ...READABLE };
    for (const [mode, behaviour] of Object.entries(modes))
      if (mode !== 'error-once') await run.addAgent(mode, behaviour);
    const rounds = Array.from({ length: run.size }, (_, round) => [
      ...Object.keys(UNREADABLE).map((mode) => giveUp(run, mode)),
      ...Object.keys(READABLE).map((mode) => goOn(run, mode, round)),
    ]);
    const times = await Promise.all(rounds.flat());
    return { modes: Object.keys(modes).length, ended: timesOf(times) };
  }),
});

async function giveUp({ site, violate, without }: ModelRun, mode: string): Promise<number> {
  const begun = Date.now();
  const { id } = await site.create({ agent: mode, description: 'Answer.' });
  const end = await endOf(site, id, without ? 60_000 : PATIENCE_MS);
  const expected = ['model_invalid_answer', 'model_unavailable'];
  if (!expected.includes(end?.code ?? '')) violate(id, `${mode}: ended as ${JSON.stringify(end)}`);
  else if (!/another model/.test(end?.says ?? '')) violate(id, `${mode}: says ${end?.says}`);
  const [tries, errors] = [
    await countEvents(site, id, 'model_started'),
    await countEvents(site, id, 'error'),
  ];
  if (end && tries !== TRIES) violate(id, `${mode}: was tried ${tries} times`);
  if (errors !== tries && end) violate(id, `${mode}: has ${errors} errors in its log`);
  if (!end) await site.api.request('DELETE', `/tasks/${id}`);
  return Date.now() - begun;
}

async function goOn({ site, addAgent, violate }: ModelRun, mode: string, round: number): Promise<number> {
  const begun = Date.now();
  const behaviour = READABLE[mode];
  const agent = mode === 'error-once' && behaviour ? await addAgent(`${mode}-${round}`, behaviour) : mode;
  const { id } = await site.create({ agent, description: 'Answer.' });
  const end = await endOf(site, id, PATIENCE_MS);
  if (end?.says !== 'fine') violate(id, `${mode}: ended as ${JSON.stringify(end)}`);
  return Date.now() - begun;
}

if (import.meta.main) await runAlone(c3UnreadableModels);
