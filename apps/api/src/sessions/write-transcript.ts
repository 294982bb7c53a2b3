import type { Actor, Json, TaskEvent, TaskExport } from '@taskhelm/contract';

/** The conversation for people to read, in Markdown. Only what was said and done; the JSON export has the rest. */
export function writeTranscript({ task, events, exported_at: exportedAt }: TaskExport): string {
  const facts = [
    `- Task: ${task.id}`,
    `- Agent: ${task.agent.name}`,
    `- Status: ${task.status}`,
    `- Created: ${task.created_at} by ${task.created_by.name}`,
    ...(task.finished_at ? [`- Finished: ${task.finished_at}`] : []),
    `- Tokens: ${task.usage.input_tokens} in, ${task.usage.output_tokens} out`,
    `- Exported: ${exportedAt}`,
  ];
  const failure = task.failure ? [`## Failed\n\n${task.failure.message} (\`${task.failure.code}\`)`] : [];
  const result = task.result === null ? [] : [`## Result\n\n${task.result}`];
  const parts = events.flatMap((event) => writeEvent(event) ?? []);
  return [
    `# ${oneLine(task.title)}`,
    facts.join('\n'),
    ...failure,
    ...result,
    '## Conversation',
    ...parts,
    '',
  ].join('\n\n');
}

function writeEvent(event: TaskEvent): string | null {
  switch (event.type) {
    case 'message':
      return section(event, event.role === 'user' ? nameOf(event.by) : event.agent, event.text);
    case 'attachment':
      return section(event, `Data from outside: ${event.name}`, code(event.text));
    case 'reasoning':
      return section(event, `${event.agent} thinks`, quote(event.text));
    case 'tool_call':
      return section(event, `${event.agent} calls ${event.tool}`, code(event.args));
    case 'tool_result':
      return section(event, `${event.tool}: ${event.status}`, code(event.output));
    case 'input_request':
      return section(
        event,
        `${event.agent} asks`,
        [event.request.title, event.request.body_markdown ?? ''].join('\n\n').trim(),
      );
    case 'input_response':
      return section(event, `${nameOf(event.by)}: ${event.outcome}`, answerText(event));
    case 'status_change':
      return `*${event.created_at}: ${event.to}${event.note ? `, ${oneLine(event.note)}` : ''}*`;
    case 'task_created':
      return section(
        event,
        `${event.agent} delegates to ${event.agent_name}`,
        `${oneLine(event.title)} (${event.task_id})`,
      );
    case 'error':
      return section(event, 'Error', `${event.message} (\`${event.code}\`)`);
    case 'context_compacted':
      return section(event, 'Summed up for the model', event.summary);
    case 'limit_raised':
    case 'model_started':
    case 'tool_started':
    case 'usage':
      return null;
  }
}

const section = (event: TaskEvent, who: string, text: string): string =>
  `### ${oneLine(who)} · ${event.created_at} · ${event.seq}\n\n${text}`;

const nameOf = (actor: Actor | null): string => actor?.name ?? 'Someone';
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
const quote = (text: string): string => text.replace(/^/gm, '> ');

function answerText(event: Extract<TaskEvent, { type: 'input_response' }>): string {
  const answers = (event.answers ?? []).map((answer) => `- ${JSON.stringify(answer.value)}`);
  const parts = [
    event.decision ?? '',
    answers.join('\n'),
    event.args ? code(event.args) : '',
    event.message ?? '',
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** Fenced with more back ticks than stand in it, so that it cannot end its own block. */
function code(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${typeof value === 'string' ? '' : 'json'}\n${text}\n${fence}`;
}
