import type { Task } from '@taskhelm/contract';
import type { ReactElement } from 'react';
import { LazyMenu } from '../../components/lazy-menu.tsx';
import type { UsedBy } from '../../lib/use-first-use.ts';
import { useRowMenuEntries } from './use-row-menu-entries.ts';

type OpenedRowMenuProps = { task: Task; trigger: ReactElement<Record<string, unknown>>; openedBy: UsedBy };

/** The menu of a row, open from the start. */
export function OpenedRowMenu({ task, trigger, openedBy }: OpenedRowMenuProps) {
  return <LazyMenu openedBy={openedBy} align="end" trigger={trigger} entries={useRowMenuEntries(task)} />;
}
