import { randomBytes } from 'node:crypto';
import { TASK_PRIORITIES, type Json, type TaskEventOf, type TaskLimits } from '@taskhelm/contract';
import { cleanText } from '../http/clean-text.ts';
import type { AddTask } from '../tasks/task-service.ts';
import { toLocalTime } from './cron-schedule.ts';
import { parseTemplate, renderTemplate } from './template.ts';
import type { TriggerRow } from './trigger-repository.ts';

const TITLE_CHARACTERS = 200;
const DESCRIPTION_BYTES = 32_768;
/** How much of a payload goes into the conversation; the delivery keeps the whole. */
const ATTACHED_BYTES = 65_536;

/** What a fire brings: the data for the templates, and what was sent, as it was sent. */
export type Fire = { data: Json; payload: string | null };

/** The fields that templates of a cron trigger can use, as in docs/api.md. */
export const CRON_FIELDS = ['trigger.name', 'fire.at', 'fire.date', 'fire.time', 'fire.time_zone'] as const;

/** A fire by the clock, or one that a person asked for at `moment`. */
export function cronFire(trigger: Pick<TriggerRow, 'name' | 'timeZone'>, moment: Date): Fire {
  const timeZone = trigger.timeZone ?? 'UTC';
  const local = toLocalTime(moment, timeZone);
  const fire = {
    at: local,
    date: local.slice(0, 10),
    time: local.slice(11, 16),
    time_zone: timeZone,
  };
  return { data: { trigger: { name: trigger.name }, fire }, payload: null };
}

/** The task that a trigger makes of a fire. The payload goes along as data, apart from what the agent is told to do. */
export function buildTask(trigger: TriggerRow, id: string, { data, payload }: Fire): AddTask {
  const render = (text: string, limit: number): string => {
    const parsed = parseTemplate(text);
    // Checked when it was saved; a text from elsewhere is taken as it stands.
    return 'template' in parsed
      ? (cleanText(renderTemplate(parsed.template, data, limit)) as string)
      : text.slice(0, limit);
  };
  const title = cutTitle(render(trigger.title, 4_000)) || trigger.name;
  const description = cutBytes(render(trigger.description, DESCRIPTION_BYTES), DESCRIPTION_BYTES);
  return {
    id,
    agentId: trigger.agentId,
    triggerId: trigger.id,
    title,
    ...(description === '' ? {} : { description }),
    priority: TASK_PRIORITIES[trigger.priority] ?? 'normal',
    labels: trigger.labels,
    metadata: {},
    limits: trigger.limits as TaskLimits,
    source: trigger.kind,
    createdBy: { type: 'trigger', id: trigger.id, name: trigger.name },
    attachments: payload === null ? [] : [attachment(payload)],
  };
}

/** Why its agent takes no task. */
export const agentProblem = ({ agent }: Pick<TriggerRow, 'agent'>): string =>
  `The agent ${agent.name} is ${agent.archivedAt ? 'deleted' : 'disabled'}.`;

function attachment(payload: string): TaskEventOf<'attachment'> {
  return {
    type: 'attachment',
    name: 'webhook payload',
    text: cutBytes(payload, ATTACHED_BYTES),
    size_bytes: Buffer.byteLength(payload),
    boundary: randomBytes(12).toString('hex'),
  };
}

function cutTitle(text: string): string {
  const characters = Array.from(text.replaceAll(/\s+/g, ' ').trim());
  return characters.length <= TITLE_CHARACTERS
    ? characters.join('')
    : `${characters.slice(0, TITLE_CHARACTERS - 1).join('')}…`;
}

/** At most `limit` bytes of UTF-8, no character cut in two. */
function cutBytes(text: string, limit: number): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= limit) return text;
  return new TextDecoder().decode(bytes.subarray(0, limit), { stream: true });
}
