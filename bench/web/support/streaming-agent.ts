import { setTimeout as sleep } from 'node:timers/promises';
import type { Behaviour } from '../../support/model-server.ts';
import type { WebSite } from './site.ts';

const PER_SECOND = 200;
const TICK_MS = 25;

/** An agent whose model writes 200 pieces a second for so long, and then is done. Returns its name. */
export async function addStreamingAgent({ call, models }: WebSite, seconds: number): Promise<string> {
  const name = `writer-${seconds}`;
  models.behave(name, writesFor(seconds));
  const served = { kind: 'openai_compatible', provider_model: name, base_url: models.url };
  await call('POST', '/models', { name, ...served, context_window: 100_000_000 });
  await call('POST', '/agents', { name, model: name, tools: [] });
  return name;
}

const writesFor =
  (seconds: number): Behaviour =>
  (response) =>
    void write(seconds, (chunk) => response.write(`data: ${JSON.stringify(chunk)}\n\n`)).then(() =>
      response.end('data: [DONE]\n\n'),
    );

async function write(seconds: number, send: (chunk: object) => void): Promise<void> {
  const chunk = (delta: object, finish: string | null = null): object => ({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1_700_000_000,
    model: 'writer',
    choices: [{ index: 0, delta, finish_reason: finish }],
  });
  const begun = performance.now();
  // By the clock: a timer that comes late does not make it write less.
  for (let written = 0; written < seconds * PER_SECOND;) {
    const due = Math.min(seconds, (performance.now() - begun) / 1_000) * PER_SECOND;
    for (; written < due; written += 1) send(chunk({ role: 'assistant', content: piece(written) }));
    await sleep(TICK_MS);
  }
  send(chunk({}, 'stop'));
}

/** Paragraphs, a list and some code, again and again: about six characters each. */
const TEXT = [
  ...'## What the figures say'.split(/(?<= )/),
  '\n\n',
  ...`${'The segment grows while the churn of it falls, which nobody had expected of this quarter. '.repeat(5)}`.split(
    /(?<= )/,
  ),
  '\n\n',
  ...Array.from({ length: 4 }, (_, at) =>
    `- point ${at} about **growth** and \`share_${at}\`\n`.split(/(?<= )/),
  ).flat(),
  '\n',
  '```ts\n',
  ...Array.from({ length: 6 }, (_, at) =>
    `const share_${at} = part[${at}] / whole;\n`.split(/(?<= )/),
  ).flat(),
  '```\n\n',
];
const piece = (at: number): string => TEXT[at % TEXT.length] ?? '';
