import {
  TASK_PRIORITIES,
  type ErrorDetail,
  type TriggerKind,
  type UpdateTriggerRequest,
} from '@taskhelm/contract';
import type { Schedule } from './cron-schedule.ts';
import type { TriggerRow } from './trigger-repository.ts';

/** The columns of the settings that both kinds have and that are there. */
export function sharedColumns(settings: Partial<UpdateTriggerRequest>) {
  const { name, title, description, labels, limits, enabled, priority } = settings;
  return {
    ...(name === undefined ? {} : { name }),
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(labels === undefined ? {} : { labels }),
    ...(limits === undefined ? {} : { limits }),
    ...(enabled === undefined ? {} : { enabled }),
    ...(priority === undefined ? {} : { priority: TASK_PRIORITIES.indexOf(priority) }),
    ...(settings.pause_after_failures === undefined
      ? {}
      : { pauseAfterFailures: settings.pause_after_failures }),
  };
}

/** The settings as they would be after the change. */
export const mergeSettings = (current: TriggerRow, settings: UpdateTriggerRequest) => ({
  kind: current.kind,
  agent: settings.agent ?? current.agentId,
  title: settings.title ?? current.title,
  description: settings.description ?? current.description,
  cron: current.kind === 'cron' ? (settings.cron ?? current.cron) : null,
  time_zone: current.kind === 'cron' ? (settings.time_zone ?? current.timeZone) : null,
  // One whose agent was disabled since can still be paused or renamed.
  needsEnabledAgent: settings.agent !== undefined || settings.enabled === true,
});

const CRON_KEYS = ['cron', 'time_zone', 'missed', 'missed_limit', 'overlap'] as const;
const WEBHOOK_KEYS = ['rate_limit_per_minute'] as const;

/** Keys that the trigger's kind does not have. */
export function notForKind(kind: TriggerKind, settings: UpdateTriggerRequest): ErrorDetail[] {
  const foreign: readonly (keyof UpdateTriggerRequest)[] = kind === 'cron' ? WEBHOOK_KEYS : CRON_KEYS;
  return foreign
    .filter((key) => settings[key] !== undefined)
    .map((key) => ({ path: key, code: 'unknown_key', message: `A ${kind} trigger has no ${key}` }));
}

type CronChange = { settings: UpdateTriggerRequest; schedule: Schedule; now: Date };

/** The next fire is reckoned anew where the schedule changed or the trigger is resumed, not with every change. */
export function cronChange(current: TriggerRow, { settings, schedule, now }: CronChange) {
  const enabled = settings.enabled ?? current.enabled;
  const moved = settings.cron !== undefined || settings.time_zone !== undefined || !current.enabled;
  return {
    ...(settings.cron === undefined ? {} : { cron: settings.cron }),
    ...(settings.time_zone === undefined ? {} : { timeZone: schedule.timeZone }),
    ...(settings.missed === undefined ? {} : { missed: settings.missed }),
    ...(settings.missed_limit === undefined ? {} : { missedLimit: settings.missed_limit }),
    ...(settings.overlap === undefined ? {} : { overlap: settings.overlap }),
    ...(!enabled ? { nextFireAt: null } : moved ? { nextFireAt: schedule.next(now) } : {}),
  };
}
