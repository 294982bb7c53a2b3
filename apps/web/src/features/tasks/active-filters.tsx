import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { usePreference } from '../../lib/preferences.ts';
import { describeFilters } from './describe-filters.ts';
import { taskQueries } from './task-queries.ts';
import { changeSearch, type TaskSearch } from './task-search.ts';

/** Filters with a button of their own, which says what they are. */
const ELSEWHERE = new Set(['status', 'source', 'agent', 'q', 'from', 'finished_from']);

type ActiveFiltersProps = { search: TaskSearch; onChange: (search: TaskSearch) => void };

/** What narrows the list without showing on a button; each goes at a click. */
export function ActiveFilters({ search, onChange }: ActiveFiltersProps) {
  const parents = search.parent?.filter((parent) => parent !== 'none') ?? [];
  const parentTitle = useQuery({
    ...taskQueries.one(parents[0] ?? ''),
    enabled: parents.length === 1,
    staleTime: Infinity,
    refetchInterval: false,
    select: (task) => task.title,
  }).data;
  return describeFilters(search, usePreference('zone'), parentTitle)
    .filter(({ key }) => !ELSEWHERE.has(key))
    .map(({ key, text, drop }) => (
      <Button
        key={key}
        size="small"
        // The title of a parent comes in later, and moves nothing.
        className={clsx(
          'max-w-60 !border-accent !bg-accent-tint !text-accent',
          key === 'parent' && parents.length === 1 && 'w-60 !justify-between',
        )}
        title={text}
        aria-label={`${text}; show any`}
        onClick={() => onChange(changeSearch(search, drop))}
      >
        <span className="truncate">{text}</span>
        <X aria-hidden className="size-3.5 shrink-0" />
      </Button>
    ));
}
