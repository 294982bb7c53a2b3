import type { ReactElement } from 'react';
import { LazyMenu } from '../../components/lazy-menu.tsx';
import type { UsedBy } from '../../lib/use-first-use.ts';
import { useFilterEntries, type FilterChoices, type FilterName } from './use-filter-entries.tsx';

type OpenedFilterMenuProps = {
  name: FilterName;
  choices: FilterChoices;
  trigger: ReactElement<Record<string, unknown>>;
  openedBy: UsedBy;
};

/** A menu of the toolbar, open from the start. */
export function OpenedFilterMenu({ name, choices, trigger, openedBy }: OpenedFilterMenuProps) {
  const { entries, dialog } = useFilterEntries(choices);
  return (
    <>
      <LazyMenu openedBy={openedBy} trigger={trigger} entries={entries[name]} />
      {dialog}
    </>
  );
}
