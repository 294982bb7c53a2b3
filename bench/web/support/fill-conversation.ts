import { randomUUID } from 'node:crypto';
import type { TaskDetail, TaskEventBody } from '@taskhelm/contract';
import type { WebSite } from './site.ts';

const AGENT = 'researcher';
const MESSAGES = 8;
const BATCH = 500;

export type Conversation = {
  /** Of them a fifth calls of tools, a twentieth with 50 kB or more. */
  steps: number;
  /** Waiting to be started, with everything said so far; else completed. */
  isLive: boolean;
  /** Its agent. */
  agent?: string;
};

/** A task with a log as the engine writes it: in each step eight messages and two calls of tools. */
export async function fillConversation(
  site: WebSite,
  { steps, isLive, agent = AGENT }: Conversation,
): Promise<TaskDetail> {
  const task = await site.call<TaskDetail>('POST', '/tasks', {
    agent,
    title: `A conversation of ${steps * (MESSAGES + 2)} messages`,
    description: 'Tell of the market, part by part.',
    limits: { max_steps: 1_000 },
    start_at: new Date(Date.now() + 24 * 3_600_000).toISOString(),
  });
  const { attempt } = await site.prisma.task.findUniqueOrThrow({ where: { id: task.id } });
  const bodies = Array.from({ length: steps }, (_, step) => stepEvents(step + 1)).flat();
  const begun = Date.now() - bodies.length * 1_000;
  const rows = bodies.map(({ type, ...body }, at) => {
    const { call_id = null, ...rest } = body as { call_id?: string };
    return {
      sessionId: task.session_id,
      seq: task.last_seq + 1 + at,
      taskId: task.id,
      type,
      attempt,
      agentName: agent,
      callId: call_id,
      body: rest,
      createdAt: new Date(begun + at * 1_000),
    };
  });
  for (let at = 0; at < rows.length; at += BATCH)
    await site.prisma.taskEvent.createMany({ data: rows.slice(at, at + BATCH) });
  const lastSeq = task.last_seq + rows.length;
  await site.prisma.task.update({ where: { id: task.id }, data: { lastSeq, steps } });
  if (!isLive)
    await site.prisma.$executeRaw`
      UPDATE tasks SET status = 'completed', attempt = attempt + 1, result = 'All of it was told.', started_at = now(),
                       finished_at = now(), updated_at = now() WHERE id = ${task.id}::uuid`;
  await site.prisma.$executeRaw`ANALYZE task_events`;
  return { ...task, last_seq: lastSeq };
}

/** Lets a worker take it up. */
export async function startConversation({ prisma }: WebSite, { id }: TaskDetail): Promise<void> {
  await prisma.$executeRaw`UPDATE tasks SET start_at = NULL, run_at = now() WHERE id = ${id}::uuid`;
}

function stepEvents(step: number): TaskEventBody[] {
  const calls = [randomUUID(), randomUUID()];
  const said = Array.from({ length: MESSAGES }, (_, at) => message(step, at));
  const half = MESSAGES / 2;
  const call = (id: string, at: number): TaskEventBody => ({
    type: 'tool_call',
    call_id: id,
    tool: 'read_page',
    args: { url: `https://example.com/${step}/${at}`, part: at },
    effect: 'read',
    step,
    provider_call_id: id,
  });
  return [
    { type: 'model_started', model: 'scripted', step },
    ...said.slice(0, half),
    call(calls[0]!, 0),
    ...said.slice(half),
    call(calls[1]!, 1),
    {
      type: 'usage',
      model: 'scripted',
      step,
      input_tokens: 1_000,
      output_tokens: 200,
      cost_microusd: null,
      duration_ms: 900,
      finish_reason: 'tool-calls',
    },
    ...calls.flatMap((id, at): TaskEventBody[] => [
      { type: 'tool_started', call_id: id, tool: 'read_page', args: {} },
      {
        type: 'tool_result',
        call_id: id,
        tool: 'read_page',
        // Of ten messages of a step, one in every second step: a twentieth of all. They take turns with the long texts.
        status: 'ok',
        output: { text: step % 4 === 0 && at === 0 ? longText(step) : `Part ${step}: nothing of note.` },
        duration_ms: 120,
      },
    ]),
  ];
}

function message(step: number, at: number): TaskEventBody {
  const text = step % 4 === 2 && at === 5 ? longText(step) : shortText(step, at);
  return { type: 'message', role: 'assistant', text, by: null, step };
}

const shortText = (step: number, at: number): string =>
  [
    `Part ${step}.${at} of the story, told at some length so that the lines have to be broken once or twice on most screens.`,
    ...(at % 3 === 0
      ? [
          '',
          '- first, the **segment** grows',
          '- second, `churn` falls',
          '- third, see [the page](https://example.com)',
        ]
      : []),
    ...(at % 4 === 1 ? ['', '```ts', `const share = ${step} / ${at + 1};`, '```'] : []),
  ].join('\n');

/** 50 kB of Markdown with paragraphs, lists, code and tables in it. */
function longText(step: number): string {
  const chapter = (at: number): string =>
    [
      `## Chapter ${step}.${at}`,
      '',
      `${'The figures of the quarter were read once more and compared with those of the year before. '.repeat(6)}`,
      '',
      ...Array.from({ length: 5 }, (_, line) => `- point ${line} about **growth** and \`share_${line}\``),
      '',
      '| Segment | Share | Growth |',
      '| --- | --- | --- |',
      ...Array.from({ length: 4 }, (_, line) => `| part ${line} | ${line * 7} % | ${line * 3} % |`),
      '',
      '```json',
      `{ "chapter": ${at}, "of": ${step} }`,
      '```',
      '',
    ].join('\n');
  let text = '';
  for (let at = 1; text.length < 50_500; at += 1) text += `${chapter(at)}\n`;
  return text;
}
