import type { InboxItem, TaskDetail } from '@taskhelm/contract';
import { sendDeltas, type Behaviour } from '../support/model-server.ts';
import { endOf, withModels, type ModelRun } from './support/model-agents.ts';
import { onSite } from './support/on-site.ts';
import { runAlone } from './support/program.ts';
import { waitForStatus } from './support/site.ts';

const TEXTS: Record<string, string> = {
  nul: 'a\0b',
  'half a pair': 'a\uD800b',
  'other half': 'a\uDC00b',
  'pair the wrong way round': 'a\uDE00\uD83Db',
  'four bytes': '𝔘𝔫𝔦 👩‍👩‍👧‍👦 🏴‍☠️ 𠜎',
  'right to left': 'שלום \u202Etxt.exe\u202C مرحبا',
  controls: 'a\u0001\u001B[31mb\u0085\u2028c',
  'no characters': '\uFFFE\uFFFF\u{10FFFF}',
  marks: `e${'\u0301'.repeat(50)}`,
  markup: '<img src=x onerror=alert(1)> {{constructor}} ${7*7}',
  statement: "'; DROP TABLE tasks; -- \\u0000 \\x00 %00",
};
const REFUSED_TEXT = /22P05|22021|22P02|unsupported Unicode|invalid byte sequence|lone surrogate/i;

/** As people's text is shown: what Postgres cannot hold is replaced. */
const kept = (text: string): string => text.toWellFormed().replaceAll('\0', '\u{FFFD}');
/** As a model's is. */
const said = (text: string): string => text.toWellFormed().replaceAll('\0', '');

/** Text that databases, terminals and browsers stumble over, in every field that people and models can write. */
export const c8HostileText = onSite({
  id: 'C8',
  title: 'text that a database cannot hold, in every field',
  sizes: { ci: 1, soak: 20, prove: 1 },
  protections: ['the cleaning of what models say', 'the cleaning of what people send'],
  site: { workers: 1 },
  run: withModels(async (run) => {
    const counts = { requests: 0, refused: 0 };
    for (let round = 0; round < run.size; round += 1)
      for (const [what, text] of Object.entries(TEXTS)) {
        const name = `${what.replaceAll(' ', '-')}-${round}`;
        await sendEverywhere(run, { text, name }, counts);
        await sayEverything(run, text, name);
      }
    const processes = [...run.site.apis.map((api) => api.process), ...run.site.workers];
    for (const process of processes) {
      const line = process
        .log()
        .split('\n')
        .find((text) => REFUSED_TEXT.test(text));
      if (line) run.violate(process.name, `logged: ${line.slice(0, 300)}`);
    }
    return {
      texts: Object.keys(TEXTS).length,
      requests: counts.requests,
      'refused with 4xx': counts.refused,
    };
  }),
});

type Text = { text: string; name: string };

/** No request is answered 5xx, whatever it makes of the text. */
async function sendEverywhere(
  { site, violate }: ModelRun,
  { text, name }: Text,
  counts: { requests: number; refused: number },
): Promise<void> {
  const plain = { agent: 'ringer', title: text, description: text };
  const task = {
    agent: 'ringer',
    title: text,
    description: text,
    labels: [text],
    metadata: { [text]: text },
  };
  const query = encodeURIComponent(text.toWellFormed());
  const requests: [string, string, unknown?][] = [
    ['POST', '/tasks', { ...task, agent: text }],
    ['POST', '/tasks', task],
    ['POST', '/tasks', plain],
    ['POST', '/agents', { name, description: text, instructions: text, tools: [text] }],
    ['POST', '/agents', { name, description: text, instructions: text, tools: [] }],
    ['POST', `/agents/${name}/memories`, { key: text, text }],
    ['POST', '/models', { name: text, kind: 'scripted', provider_model: text, base_url: null }],
    ['POST', '/tokens', { name: text, scopes: ['tasks:read'] }],
    ['POST', '/views', { name: text, query: { q: text } }],
    ['POST', '/secrets', { name: text, value: text, allowed_hosts: [text] }],
    ['POST', '/webhooks', { name: text, url: text }],
    ['POST', '/mcp-servers', { name: text, url: `http://127.0.0.1/${text}`, headers: { [text]: text } }],
    [
      'POST',
      '/triggers',
      { name, kind: 'webhook', agent: 'ringer', title: text, description: text, [text]: text },
    ],
    ['POST', '/tasks/bulk', { action: text, ids: [text] }],
    ['POST', `/sessions/${query}/respond`, { call_id: text, answers: [text] }],
    ...[
      '/tasks?q=',
      '/tasks?label=',
      '/tasks?agent=',
      '/tasks?cursor=',
      '/tasks/',
      '/agents/',
      '/models/',
      '/inputs?q=',
    ].map((path): [string, string] => ['GET', path + query]),
    ['GET', '/tasks/%00'],
    ['GET', '/tasks?q=%ED%A0%80'],
    ['GET', '/tasks/%ED%A0%80'],
    ['GET', '/tasks?per_page=100'],
    ['GET', '/agents'],
    ['GET', '/tokens'],
    ['GET', '/views'],
    ['GET', `/agents/${name}/memories`],
  ];
  for (const [method, path, body] of requests) {
    const { status, body: answer } = await site.api.request<TaskDetail>(method, path, body);
    counts.requests += 1;
    if (status >= 400) counts.refused += 1;
    if (status >= 500) violate(name, `${method} ${path} was answered ${status} ${JSON.stringify(answer)}`);
    if (body === plain) checkShown(answer, text, (message) => violate(name, message));
    if (status === 201 && path === '/tasks') await site.api.request('DELETE', `/tasks/${answer.id}`);
  }
}

function checkShown(task: Partial<TaskDetail>, text: string, violate: (message: string) => void): void {
  if (task.title !== kept(text).trim()) violate(`the title is shown as ${JSON.stringify(task.title)}`);
  if (task.description?.trim() !== kept(text).trim())
    violate(`the description is ${JSON.stringify(task.description)}`);
}

const TOOLS = ['remember', 'save_file', 'create_task', 'ask_user', 'ring_once'];

/** A model puts the text wherever it can; a person answers with it; all of it is shown, and the task ends. */
async function sayEverything(
  { site, addAgent, violate }: ModelRun,
  text: string,
  name: string,
): Promise<void> {
  const agent = await addAgent(`model-${name}`, speak(text), { agent: { tools: TOOLS } });
  const { id } = await site.create({ agent, description: 'Speak.' });
  if ((await waitForStatus(site, id, ['needs_input', 'completed', 'failed'])) === 'needs_input') {
    const { body } = await site.api.request<{ data: InboxItem[] }>('GET', '/inputs?per_page=100');
    for (const { session_id, call_id } of body.data) {
      const answer = { call_id, answers: [text] };
      const { status } = await site.api.request('POST', `/sessions/${session_id}/respond`, answer);
      if (status >= 500) violate(id, `an answer with it was answered ${status}`);
    }
    await site.answerAll();
  }
  const end = await endOf(site, id, 30_000);
  if (end?.status !== 'completed' || end.says.trim() !== said(text).trim())
    violate(id, `${name}: ended as ${JSON.stringify(end)}`);
  if (!end) await site.api.request('DELETE', `/tasks/${id}`);
  for (const path of [
    `/tasks/${id}`,
    `/tasks/${id}/events`,
    `/tasks/${id}/export`,
    `/tasks/${id}/children`,
    `/tasks/${id}/artifacts`,
  ]) {
    const { status } = await site.api.request('GET', path).catch(() => ({ status: 200 }));
    if (status >= 500) violate(id, `${path} was answered ${status}`);
  }
}

const speak =
  (text: string): Behaviour =>
  (response, { messages }) => {
    if (messages.some(({ role }) => role === 'tool'))
      return sendDeltas(response, [{ role: 'assistant', content: text }]);
    const calls: [string, object][] = [
      ['remember', { key: text, text }],
      ['save_file', { name: text, content: text }],
      [
        'create_task',
        { agent: 'ringer', title: `${text} child`, description: `say ${text}\nresult ${text}` },
      ],
      ['ask_user', { questions: [{ label: text, type: 'text' }] }],
      ['ring_once', { [text]: text }],
      [text, { [text]: text }],
    ];
    const deltas = calls.map(([tool, args], index) => ({
      tool_calls: [
        {
          index,
          id: `${text}${index}`,
          type: 'function',
          function: { name: tool, arguments: JSON.stringify(args) },
        },
      ],
    }));
    sendDeltas(
      response,
      [{ role: 'assistant', reasoning_content: text }, { content: text }, ...deltas],
      'tool_calls',
    );
  };

if (import.meta.main) await runAlone(c8HostileText);
