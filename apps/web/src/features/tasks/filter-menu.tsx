import { clsx } from 'clsx';
import { ChevronDown } from 'lucide-react';
import { Suspense, useRef } from 'react';
import { Button } from '../../components/button.tsx';
import { useCommand } from '../../lib/commands.ts';
import { idlePart } from '../../lib/idle-part.tsx';
import { useFirstUse } from '../../lib/use-first-use.ts';
import type { FilterChoices, FilterName } from './use-filter-entries.tsx';

const OpenedFilterMenu = idlePart(() =>
  import('./opened-filter-menu.tsx').then((module) => module.OpenedFilterMenu),
);

type FilterMenuProps = {
  name: FilterName;
  label: string;
  /** What it narrows the list to; empty where it does not. */
  summary: string;
  choices: FilterChoices;
};

/** A menu of the toolbar, whose button says what is chosen in it. It is only made when it is asked for. */
export function FilterMenu({ name, label, summary, choices }: FilterMenuProps) {
  const ref = useRef<HTMLButtonElement>(null);
  const isMore = name === 'more';
  useCommand(
    isMore
      ? {
          id: 'filters',
          keys: 'f',
          label: 'More filters',
          group: 'Task list',
          run: () => ref.current?.click(),
        }
      : null,
  );
  const trigger = (
    <Button
      ref={ref}
      size="small"
      aria-keyshortcuts={isMore ? 'f' : undefined}
      className={clsx(
        'max-w-60',
        summary !== '' && 'min-w-22 !shrink !border-accent !bg-accent-tint !text-accent',
      )}
    >
      <span className="truncate">{summary === '' ? label : `${label} ${summary}`}</span>
      <ChevronDown aria-hidden className="size-3.5 shrink-0" />
    </Button>
  );
  const { button, usedBy } = useFirstUse(trigger, 'menu');
  if (!usedBy) return button;
  return (
    <Suspense fallback={button}>
      <OpenedFilterMenu name={name} choices={choices} trigger={trigger} openedBy={usedBy} />
    </Suspense>
  );
}

/** What several chosen things come to on a button. */
export function summarise(labels: readonly string[]): string {
  return labels.length > 1 ? `${labels.length} chosen` : (labels[0] ?? '');
}
