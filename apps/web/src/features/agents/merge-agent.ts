import type { AgentSettings } from './agent-draft.ts';

export const SETTING_LABELS = {
  name: 'Name',
  description: 'Description',
  instructions: 'Instructions',
  model: 'Model',
  tools: 'Tools',
  confirm_tools: 'Asks before',
  limits: 'Limits',
  max_concurrent_tasks: 'Tasks at once',
  can_delegate_to: 'May delegate to',
  extends_tools_to: 'Keep their own tools',
  enabled: 'Enabled',
} as const satisfies Record<keyof AgentSettings, string>;

export type SettingName = keyof typeof SETTING_LABELS;
const NAMES = Object.keys(SETTING_LABELS) as SettingName[];

/** Whose value of a setting is kept. */
export type Side = 'mine' | 'theirs';

/** A setting that the other person changed; `isContested` where I changed it too, to something else. */
export type TheirChange = { name: SettingName; isContested: boolean };

/** The settings in which two versions differ. */
export function changedSettings(from: AgentSettings, to: AgentSettings): SettingName[] {
  return NAMES.filter((name) => !isSame(from[name], to[name]));
}

/** What someone else changed since `base`, apart from what I changed to the same. */
export function theirChanges(base: AgentSettings, mine: AgentSettings, theirs: AgentSettings): TheirChange[] {
  const changedByMe = changedSettings(base, mine);
  return changedSettings(base, theirs)
    .filter((name) => !isSame(mine[name], theirs[name]))
    .map((name) => ({ name, isContested: changedByMe.includes(name) }));
}

/** My version, with their value of each setting for which `sides` says so. */
export function mergeSettings(
  mine: AgentSettings,
  theirs: AgentSettings,
  sides: Partial<Record<SettingName, Side>>,
): AgentSettings {
  const taken = NAMES.filter((name) => sides[name] === 'theirs').map((name) => [name, theirs[name]]);
  return { ...mine, ...(Object.fromEntries(taken) as Partial<AgentSettings>) };
}

/** The parts of `to` that differ from `from`, as a change to send. */
export function settingsChange(from: AgentSettings, to: AgentSettings): Partial<AgentSettings> {
  const changed = changedSettings(from, to).map((name) => [name, to[name]]);
  return Object.fromEntries(changed) as Partial<AgentSettings>;
}

/** Lists say which, not in what order; objects say what their keys do. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other));
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(String).toSorted();
  if (value !== null && typeof value === 'object') {
    return Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .toSorted(([one], [other]) => (one < other ? -1 : 1));
  }
  return value;
}
