import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import type { describeFilters } from './describe-filters.ts';
import { onlyParent } from './use-parent-title.ts';
import { changeSearch, type TaskSearch } from './task-search.ts';

type ActiveFiltersProps = {
  filters: ReturnType<typeof describeFilters>;
  search: TaskSearch;
  onChange: (search: TaskSearch) => void;
};

/** What narrows the list without showing on a button; each goes at a click. */
export function ActiveFilters({ filters, search, onChange }: ActiveFiltersProps) {
  if (filters.length === 0) return null;
  return (
    <div role="group" aria-label="Active filters" className="flex flex-wrap gap-2">
      {filters.map(({ key, text, drop }) => (
        <Button
          key={key}
          size="small"
          // The title of a parent comes in later, and moves nothing.
          className={clsx(
            'max-w-60 !border-accent !bg-accent-tint !text-accent',
            key === 'parent' && onlyParent(search) && 'w-60 !justify-between',
          )}
          title={text}
          aria-label={`${text}; show any`}
          onClick={() => onChange(changeSearch(search, drop))}
        >
          <span className="truncate">{text}</span>
          <X aria-hidden className="size-3.5 shrink-0" />
        </Button>
      ))}
    </div>
  );
}
