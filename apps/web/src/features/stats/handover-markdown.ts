import { formatStamp } from '../../lib/format-time.ts';
import { formatCount, plural } from '../../lib/format-number.ts';
import { describeReply } from '../../lib/describe-reply.ts';
import type { Zone } from '../../lib/preferences.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { newReasonsFirst, type Handover, type Some } from './handover.ts';

/** A handover to paste into a chat or a document. `origin` begins every link, e.g. `https://tasks.example`. */
export function writeHandover(handover: Handover, origin: string, zone: Zone): string {
  const { waiting, failures, failed, answered, completed, cancelled } = handover;
  const task = (id: string, title: string): string => `[${escapeMarkdown(title)}](${origin}/tasks/${id})`;
  const stamp = (at: string | null): string => (at ? formatStamp(at, zone) : '');
  const sections = [
    section(
      `Waiting for a person (${formatCount(waiting.total)})`,
      some(
        waiting,
        (item) =>
          `${task(item.task_id, item.title)} · ${escapeMarkdown(item.task.agent.name)}, ${escapeMarkdown(item.task.title)} · since ${formatStamp(item.asked_at, zone)}`,
      ),
    ),
    section(
      `Failed (${formatCount(failed)})`,
      newReasonsFirst(failures).map(
        ({ code, count, is_new, message, task_id, agents }) =>
          `${is_new ? '**New:** ' : ''}${escapeMarkdown(code)}, ${plural(count, 'task')} of ${escapeMarkdown(agents.join(', '))} · ${task(task_id, message === '' ? 'the newest' : message)}`,
      ),
    ),
    section(
      `Answered (${formatCount(answered.total)})`,
      some(
        answered,
        (item) =>
          `${escapeMarkdown(item.answered_by?.name ?? 'Somebody')} ${escapeMarkdown(describeReply(item))} · ${task(item.task_id, item.title)} · ${stamp(item.answered_at)}`,
      ),
    ),
    section(
      `Completed (${formatCount(completed.total)})`,
      some(
        completed,
        ({ id, title, agent, finished_at }) =>
          `${task(id, title)} · ${escapeMarkdown(agent.name)} · ${stamp(finished_at)}`,
      ),
    ),
  ];
  const head = [`# Handover`, `${formatStamp(handover.since, zone)} – ${formatStamp(handover.until, zone)}`];
  const foot = cancelled > 0 ? [`${plural(cancelled, 'task')} cancelled.`] : [];
  return `${[...head, ...sections, ...foot].join('\n\n')}\n`;
}

function some<Row>({ rows, total }: Some<Row>, write: (row: Row) => string): string[] {
  const more = total - rows.length;
  return [...rows.map(write), ...(more > 0 ? [`and ${formatCount(more)} more`] : [])];
}

function section(title: string, lines: string[]): string {
  return `## ${title}\n\n${lines.length > 0 ? lines.map((line) => `- ${line}`).join('\n') : 'Nothing.'}`;
}
