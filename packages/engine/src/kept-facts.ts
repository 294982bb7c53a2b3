import type { TaskEvent, TaskEventOf } from '@taskhelm/contract';

const MAX_LINES = 100;

/** What a summary must not lose or change: what people answered, and what the task has created and may have to look after. */
export function keptFacts(events: readonly TaskEvent[], upToSeq: number): string {
  const requests = new Map<string, TaskEventOf<'input_request'>['request']>();
  const lines: string[] = [];
  for (const event of events) {
    if (event.seq > upToSeq) break;
    if (event.type === 'input_request') requests.set(event.call_id, event.request);
    if (event.type === 'task_created') {
      lines.push(`- Created the task ${event.task_id} for ${event.agent_name}: ${event.title}`);
    }
    if (event.type === 'tool_result' && event.status === 'ok' && event.tool === 'save_file') {
      lines.push(`- Saved a file: ${JSON.stringify(event.output)}`);
    }
    if (event.type === 'input_response') lines.push(...answerLines(requests.get(event.call_id), event));
  }
  if (lines.length === 0) return '';
  return ['These are exact:', ...lines.slice(-MAX_LINES)].join('\n');
}

function answerLines(
  request: TaskEventOf<'input_request'>['request'] | undefined,
  { answers, outcome, message, by }: TaskEventOf<'input_response'>,
): string[] {
  if (!request) return [];
  if (request.kind === 'confirmation') {
    return [`- ${by.name} ${outcome} a call of ${request.action?.tool}${message ? `: ${message}` : ''}`];
  }
  if (outcome === 'rejected') {
    return [`- Asked "${request.title}", ${by.name} declined to answer${message ? `: ${message}` : ''}`];
  }
  return request.questions.map((question) => {
    const answer = answers?.find((each) => each.question_id === question.id)?.raw ?? null;
    return `- Asked "${question.label}", ${by.name} answered ${JSON.stringify(answer)}`;
  });
}
