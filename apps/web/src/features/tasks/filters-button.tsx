import { SlidersHorizontal } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { useCommand } from '../../lib/commands.ts';
import { whenIdle } from '../../lib/when-idle.ts';
import type { FilterChoices } from './use-filter-entries.tsx';

const load = () => import('./phone-drawers.ts').then((module) => ({ default: module.FilterDrawer }));
const FilterDrawer = lazy(load);

type FiltersButtonProps = {
  /** How many of them narrow the list. */
  count: number;
  choices: FilterChoices;
  /** How many tasks are left, in words; undefined while that is not known. */
  total: string | undefined;
};

/** On a phone: opens the filters that have no room beside the search. */
export function FiltersButton({ count, choices, total }: FiltersButtonProps) {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => whenIdle(load), []);
  useCommand({ id: 'filters', keys: 'f', label: 'Filters', group: 'Task list', run: () => setOpen(true) });
  return (
    <>
      <Button
        size="small"
        aria-haspopup="dialog"
        aria-keyshortcuts="f"
        aria-label={count > 0 ? `Filters, ${count} active` : undefined}
        icon={<SlidersHorizontal aria-hidden className="size-3.5" />}
        onClick={() => setOpen(true)}
      >
        Filters
        {count > 0 ? (
          <span className="min-w-5 rounded-full bg-accent px-1 text-xs leading-5 text-accent-text tabular-nums">
            {count}
          </span>
        ) : null}
      </Button>
      {isOpen ? (
        <Suspense>
          <FilterDrawer {...choices} total={total} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
