import type { Task } from '@taskhelm/contract';
import type { ReactElement } from 'react';
import { LazyMenu } from '../../components/lazy-menu.tsx';
import { useRowMenuEntries } from './use-row-menu-entries.ts';

type OpenedRowMenuProps = { task: Task; trigger: ReactElement<Record<string, unknown>> };

/** The menu of a row, open from the start. */
export function OpenedRowMenu({ task, trigger }: OpenedRowMenuProps) {
  return <LazyMenu startsOpen align="end" trigger={trigger} entries={useRowMenuEntries(task)} />;
}
