import type { Directive } from './parse-script.ts';
import type { ScriptFacts } from './script-facts.ts';

export type StandardTask = { title: string; description: string; tools: ReadonlySet<string> };

/** What the model does with a description that holds no directives: it shows every part of the product once. */
export function standardScript(task: StandardTask, facts: ScriptFacts): Directive[] {
  const call: Directive[] = task.tools.has('current_time')
    ? [{ type: 'call', tool: 'current_time', input: '{}' }]
    : task.tools.has('calculate')
      ? [{ type: 'call', tool: 'calculate', input: '{"expression":"2+3*4"}' }]
      : [];
  const ask: Directive[] = task.tools.has('ask_user')
    ? [
        {
          type: 'ask',
          question: 'What should I focus on?',
          options: ['The main points', 'Risks and open questions', 'Next steps'],
        },
      ]
    : [];
  return [
    { type: 'say', text: `The task is: **${task.title}**${quoted(task.description)}` },
    ...call,
    ...ask,
    { type: 'result', text: report(task, facts) },
  ];
}

function report({ title, description }: StandardTask, { answers }: ScriptFacts): string {
  const focus = answers.at(-1);
  const points = description === title ? [] : sentences(description);
  return [
    `# ${title}`,
    focus ? `**Focus:** ${focus}` : '',
    '## The task',
    points.length > 0 ? points.map((point) => `- ${point}`).join('\n') : title,
    focus ? `## ${focus}` : '',
    focus ? `You asked for “${focus}”, so a model that reasons would now work on that part of the task.` : '',
    '_Written by the scripted model, from the text of the task and the answer given. It did not reason._',
  ]
    .filter(Boolean)
    .join('\n\n');
}

function quoted(description: string): string {
  return description ? `\n\n> ${description.replaceAll('\n', '\n> ')}` : '';
}

function sentences(text: string): string[] {
  return text
    .split(/\n+|(?<=[.!?])\s+/)
    .map((line) => line.replace(/^[-*#>\s]+/, '').trim())
    .filter(Boolean)
    .slice(0, 12);
}
