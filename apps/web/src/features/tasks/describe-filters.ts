import { SOURCE_LABELS } from '../../components/source-label.tsx';
import { STATUS_LABELS } from '../../components/status-badge.tsx';
import { PRIORITY_LABELS } from './priority-labels.ts';
import type { Loose, TaskFilter } from './task-search.ts';
import type { Zone } from '../../lib/preferences.ts';
import { describeWindow } from '../../lib/time-window.ts';

type Described = {
  key: keyof TaskFilter;
  text: string;
  /** The change of the view that takes it away. */
  drop: Loose<TaskFilter>;
};

/** Each filter of a view in words, with what takes it away. `parentTitle` is that of the only parent, once it is known. */
export function describeFilters(filter: TaskFilter, zone: Zone, parentTitle?: string): Described[] {
  const or = (words: readonly string[] | undefined): string => (words ?? []).join(' or ');
  const prefixed = (prefix: string, text: string): string => (text === '' ? '' : `${prefix} ${text}`);
  const one = (key: keyof TaskFilter, text: string): Described => ({ key, text, drop: { [key]: undefined } });
  return [
    one('status', or(filter.status?.map((status) => STATUS_LABELS[status]))),
    one('source', or(filter.source?.map((source) => SOURCE_LABELS[source]))),
    one('agent', or(filter.agent)),
    one('q', filter.q === undefined ? '' : `“${filter.q}”`),
    one('priority', prefixed('Priority', or(filter.priority?.map((value) => PRIORITY_LABELS[value])))),
    one('label', prefixed('Label', or(filter.label))),
    one('trigger', prefixed('Trigger', or(filter.trigger))),
    one('parent', describeParents(filter.parent ?? [], parentTitle)),
    one('failure_code', prefixed('Failed with', or(filter.failure_code))),
    one('waiting_over', prefixed('Waiting over', filter.waiting_over ?? '')),
    {
      key: 'from' as const,
      text: prefixed('Created', describeWindow(filter.from, filter.to, zone)),
      drop: { from: undefined, to: undefined },
    },
    {
      key: 'finished_from' as const,
      text: prefixed('Finished', describeWindow(filter.finished_from, filter.finished_to, zone)),
      drop: { finished_from: undefined, finished_to: undefined },
    },
  ].filter(({ text }) => text !== '');
}

function describeParents(parents: readonly string[], title: string | undefined): string {
  const ids = parents.filter((parent) => parent !== 'none');
  const hasNone = ids.length < parents.length;
  if (ids.length === 0) return hasNone ? 'Not delegated' : '';
  const one = title === undefined ? 'one task' : `“${title}”`;
  const by = `by ${ids.length === 1 ? one : `one of ${ids.length} tasks`}`;
  return hasNone ? `Not delegated, or ${by}` : `Delegated ${by}`;
}
