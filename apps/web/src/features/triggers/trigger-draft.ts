import {
  type EndpointInput,
  type HookSignature,
  type TaskPriority,
  type Trigger,
  type triggerEndpoints,
  type TriggerKind,
  type UpdateTriggerRequest,
} from '@taskhelm/contract';
import { splitLabels } from '../../lib/split-labels.ts';

/** What the form holds; labels are typed as a comma list, numbers as text. */
export type TriggerDraft = {
  kind: TriggerKind;
  name: string;
  agent: string;
  title: string;
  description: string;
  priority: TaskPriority;
  labels: string;
  pause_after_failures: string;
  cron: string;
  time_zone: string;
  missed: 'none' | 'last' | 'all';
  missed_limit: string;
  overlap: 'allow' | 'skip' | 'cancel_previous';
  signature: HookSignature;
  rate_limit_per_minute: string;
};

export function emptyDraft(kind: TriggerKind, agent: string): TriggerDraft {
  return {
    kind,
    name: '',
    agent,
    title: '',
    description: '',
    priority: 'normal',
    labels: '',
    pause_after_failures: '',
    cron: '0 9 * * 1-5',
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC',
    missed: 'last',
    missed_limit: '10',
    overlap: 'allow',
    signature: 'standard',
    rate_limit_per_minute: '60',
  };
}

export function toDraft(trigger: Trigger): TriggerDraft {
  const empty = emptyDraft(trigger.kind, trigger.agent.name);
  return {
    ...empty,
    name: trigger.name,
    title: trigger.title,
    description: trigger.description,
    priority: trigger.priority,
    labels: trigger.labels.join(', '),
    pause_after_failures: trigger.pause_after_failures?.toString() ?? '',
    cron: trigger.cron ?? empty.cron,
    time_zone: trigger.time_zone ?? empty.time_zone,
    missed: trigger.missed ?? empty.missed,
    missed_limit: trigger.missed_limit?.toString() ?? empty.missed_limit,
    overlap: trigger.overlap ?? empty.overlap,
    signature: trigger.signature ?? empty.signature,
    rate_limit_per_minute: trigger.rate_limit_per_minute?.toString() ?? empty.rate_limit_per_minute,
  };
}

/** What both requests say; the server checks it. */
function shared(draft: TriggerDraft) {
  return {
    name: draft.name.trim(),
    agent: draft.agent,
    title: draft.title.trim(),
    description: draft.description,
    priority: draft.priority,
    labels: splitLabels(draft.labels),
    pause_after_failures:
      draft.pause_after_failures.trim() === '' ? null : Number(draft.pause_after_failures),
  };
}

const cronPart = (draft: TriggerDraft) => ({
  cron: draft.cron.trim(),
  time_zone: draft.time_zone.trim(),
  missed: draft.missed,
  missed_limit: Number(draft.missed_limit),
  overlap: draft.overlap,
});

type CreateBody = EndpointInput<typeof triggerEndpoints.create>['body'];

export function toCreateRequest(draft: TriggerDraft): CreateBody {
  const { kind, signature } = draft;
  return kind === 'cron'
    ? { kind, ...shared(draft), ...cronPart(draft) }
    : { kind, ...shared(draft), signature, rate_limit_per_minute: Number(draft.rate_limit_per_minute) };
}

/** What differs from `before`, so that saving does not undo what others have changed meanwhile. Null where nothing does. */
export function toUpdateRequest(draft: TriggerDraft, before: TriggerDraft): UpdateTriggerRequest | null {
  const [now, then] = [settingsOf(draft), settingsOf(before)];
  const changed = Object.entries(now).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(then[key as keyof typeof then]),
  );
  return changed.length > 0 ? Object.fromEntries(changed) : null;
}

function settingsOf(draft: TriggerDraft): UpdateTriggerRequest {
  return draft.kind === 'cron'
    ? { ...shared(draft), ...cronPart(draft) }
    : { ...shared(draft), rate_limit_per_minute: Number(draft.rate_limit_per_minute) };
}
