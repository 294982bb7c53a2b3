import { X } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { usePreference } from '../../lib/preferences.ts';
import { describeFilters } from './describe-filters.ts';
import { changeSearch, type TaskSearch } from './task-search.ts';

/** Filters with a button of their own, which says what they are. */
const ELSEWHERE = new Set(['status', 'source', 'agent', 'q', 'from', 'finished_from']);

type ActiveFiltersProps = { search: TaskSearch; onChange: (search: TaskSearch) => void };

/** What narrows the list without showing on a button; each goes at a click. */
export function ActiveFilters({ search, onChange }: ActiveFiltersProps) {
  return describeFilters(search, usePreference('zone'))
    .filter(({ key }) => !ELSEWHERE.has(key))
    .map(({ key, text, drop }) => (
      <Button
        key={key}
        size="small"
        className="max-w-60 !border-accent !bg-accent-tint !text-accent"
        aria-label={`${text}; show any`}
        onClick={() => onChange(changeSearch(search, drop))}
      >
        <span className="truncate">{text}</span>
        <X aria-hidden className="size-3.5 shrink-0" />
      </Button>
    ));
}
