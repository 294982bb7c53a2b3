import type { ReactElement } from 'react';
import { LazyMenu } from '../../components/lazy-menu.tsx';
import { useFilterEntries, type FilterChoices, type FilterName } from './use-filter-entries.tsx';

type OpenedFilterMenuProps = {
  name: FilterName;
  choices: FilterChoices;
  trigger: ReactElement<Record<string, unknown>>;
};

/** A menu of the toolbar, open from the start. */
export function OpenedFilterMenu({ name, choices, trigger }: OpenedFilterMenuProps) {
  const { entries, dialog } = useFilterEntries(choices);
  return (
    <>
      <LazyMenu startsOpen trigger={trigger} entries={entries[name]} />
      {dialog}
    </>
  );
}
