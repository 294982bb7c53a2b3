import { SlidersHorizontal } from 'lucide-react';
import { IconButton } from '../../components/button.tsx';
import { LazyMenu } from '../../components/lazy-menu.tsx';
import type { MenuEntry } from '../../components/menu.tsx';
import { DENSITIES, DENSITY_LABELS } from '../../lib/density.ts';
import { usePreference } from '../../lib/preferences.ts';
import { COLUMN_LABELS, DEFAULT_COLUMNS, FIXED_COLUMN, TASK_COLUMNS, withColumn } from './table-view.ts';
import { changeLook, type TaskSearch } from './task-search.ts';

type DisplayMenuProps = { search: TaskSearch; onChange: (search: TaskSearch) => void };

/** How the table looks: its columns and the height of its rows. A phone shows no table. */
export function DisplayMenu({ search, onChange }: DisplayMenuProps) {
  const columns = search.columns ?? DEFAULT_COLUMNS;
  const preferred = usePreference('density');
  const entries: MenuEntry[] = [
    { kind: 'heading', id: 'columns', label: 'Columns' },
    ...TASK_COLUMNS.filter((id) => id !== FIXED_COLUMN).map((id): MenuEntry => ({
      kind: 'check',
      id,
      label: COLUMN_LABELS[id],
      checked: columns.includes(id),
      onChange: (isShown) => onChange(changeLook(search, { columns: withColumn(columns, id, isShown) })),
    })),
    { kind: 'heading', id: 'rows', label: 'Rows' },
    ...DENSITIES.map((density): MenuEntry => ({
      kind: 'choice',
      id: density,
      label: DENSITY_LABELS[density],
      chosen: (search.density ?? preferred) === density,
      onChoose: () => onChange(changeLook(search, { density: density === preferred ? undefined : density })),
    })),
  ];
  return (
    <LazyMenu
      align="end"
      entries={entries}
      trigger={
        <IconButton label="Display" className="ml-auto">
          <SlidersHorizontal aria-hidden className="size-4" />
        </IconButton>
      }
    />
  );
}
