import { TASK_PRIORITIES, TASK_SOURCES } from '@taskhelm/contract';
import type { MenuEntry } from '../../components/menu.tsx';
import { SOURCE_LABELS } from '../../components/source-label.tsx';
import { nameWindow, WINDOWS } from '../../lib/time-window.ts';
import { PRIORITY_LABELS } from './priority-labels.ts';
import { changeSearch, type Loose, type TaskSearch } from './task-search.ts';
import type { TimeBounds } from './time-dialog.tsx';

const WAITING_OVER = ['15m', '1h', '4h', '1d'] as const;

type Filter = { search: TaskSearch; onChange: (search: TaskSearch) => void };

/** `agents` are the names of all of them; empty while they are not known. */
export function agentEntries(agents: readonly string[], { search, onChange }: Filter): MenuEntry[] {
  const chosen = search.agent ?? [];
  if (agents.length + chosen.length === 0) return [{ kind: 'heading', id: 'none', label: 'None yet' }];
  return checkEntries(
    [...new Set([...agents, ...chosen])].map((name) => ({ value: name, label: name })),
    chosen,
    (agent) => onChange(changeSearch(search, { agent })),
  );
}

export function sourceEntries({ search, onChange }: Filter): MenuEntry[] {
  return checkEntries(
    TASK_SOURCES.map((source) => ({ value: source, label: SOURCE_LABELS[source] })),
    search.source ?? [],
    (source) => onChange(changeSearch(search, { source })),
  );
}

/** When tasks were created and finished; `onOwn` asks for other times. */
export function timeEntries(onOwn: () => void, { search, onChange }: Filter): MenuEntry[] {
  const change = (bounds: Loose<TimeBounds>): void => onChange(changeSearch(search, bounds));
  return [
    { kind: 'heading', id: 'created', label: 'Created' },
    ...windowEntries('created', windowOf(search.from, search.to), (from) => change({ from, to: undefined })),
    { kind: 'heading', id: 'finished', label: 'Finished' },
    ...windowEntries('finished', windowOf(search.finished_from, search.finished_to), (finished_from) =>
      change({ finished_from, finished_to: undefined }),
    ),
    { kind: 'action', id: 'own', label: 'Other times…', onSelect: onOwn },
  ];
}

/** What narrows the list less often. `labels` are those to choose from. */
export function moreEntries(labels: readonly string[], { search, onChange }: Filter): MenuEntry[] {
  const change = (part: Loose<TaskSearch>): void => onChange(changeSearch(search, part));
  const chosen = search.label ?? [];
  return [
    { kind: 'heading', id: 'priorities', label: 'Priority' },
    ...checkEntries(
      TASK_PRIORITIES.map((value) => ({ value, label: PRIORITY_LABELS[value] })),
      search.priority ?? [],
      (priority) => change({ priority }),
    ),
    { kind: 'heading', id: 'labels', label: labels.length > 0 ? 'Label' : 'No labels on this page' },
    ...checkEntries(
      [...new Set([...labels, ...chosen])].map((value) => ({ value: `label ${value}`, label: value })),
      chosen.map((value) => `label ${value}`),
      (values) => change({ label: values.map((value) => value.slice('label '.length)) }),
    ),
    { kind: 'heading', id: 'waiting', label: 'Waiting for a person' },
    ...WAITING_OVER.map((value): MenuEntry => ({
      kind: 'choice',
      id: value,
      label: `For over ${value}`,
      chosen: search.waiting_over === value,
      onChoose: () => change({ waiting_over: search.waiting_over === value ? undefined : value }),
    })),
    { kind: 'heading', id: 'delegation', label: 'Delegation' },
    {
      kind: 'check',
      id: 'none',
      label: 'Only tasks that no other task delegated',
      checked: search.parent?.includes('none') ?? false,
      onChange: (checked) => change({ parent: checked ? ['none'] : undefined }),
    },
  ];
}

/** Check boxes for `options`, of which any number may be chosen. */
function checkEntries<Value extends string>(
  options: readonly { value: Value; label: string }[],
  chosen: readonly Value[],
  onChange: (chosen: Value[]) => void,
): MenuEntry[] {
  return options.map(({ value, label }) => ({
    kind: 'check',
    id: value,
    label,
    checked: chosen.includes(value),
    onChange: (on) => onChange(on ? [...chosen, value] : chosen.filter((other) => other !== value)),
  }));
}

/** The window that begins at `from` and lasts until now; null for one that ends earlier, `any` for no bounds. */
const windowOf = (from: string | undefined, to: string | undefined): string | null =>
  to === undefined ? (from ?? 'any') : null;

function windowEntries(
  prefix: string,
  current: string | null,
  choose: (from: string | undefined) => void,
): MenuEntry[] {
  return [
    {
      kind: 'choice',
      id: `${prefix}-any`,
      label: 'Any time',
      chosen: current === 'any',
      onChoose: () => choose(undefined),
    },
    ...WINDOWS.map((window): MenuEntry => ({
      kind: 'choice',
      id: `${prefix}-${window}`,
      label: nameWindow(window),
      chosen: current === window,
      onChoose: () => choose(window),
    })),
  ];
}
