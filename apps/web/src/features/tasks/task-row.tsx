import { FlexRender, type Row } from '@tanstack/react-table';
import { clsx } from 'clsx';
import { memo } from 'react';
import { SelectBox } from './select-box.tsx';
import { columnClass, type ShownTask, type taskTableFeatures } from './task-columns.tsx';

/** What the rows of a table have in common. The same object for as long as they are drawn alike. */
export type RowLook = {
  columns: readonly unknown[];
  /** The columns are not the usual ones. */
  areChosen: boolean;
  height: string;
};

type TaskRowProps = {
  row: Row<typeof taskTableFeatures, ShownTask>;
  look: RowLook;
  isPeeked: boolean;
  isSelected: boolean;
  /** Always the same one. */
  onSelect: (id: string, extendsRange: boolean) => void;
};

/** Drawn again only when something of it has changed: the table is, with every tick and every key that moves on in it. */
export const TaskRow = memo(function TaskRow(props: TaskRowProps) {
  const { row, look, isPeeked, isSelected, onSelect } = props;
  const { status, title } = row.original;
  return (
    <tr
      data-task-id={row.id}
      data-peeked={isPeeked || undefined}
      className={clsx(
        'group/row data-peeked:bg-hover',
        look.height,
        isSelected ? 'bg-accent-tint' : 'hover:bg-surface',
      )}
    >
      <td
        className={clsx(
          'border-b px-2 pl-4',
          status === 'needs_input' && 'shadow-[inset_3px_0_0_var(--needs-input)]',
        )}
      >
        <SelectBox
          label={`Select ${title}`}
          state={isSelected ? 'all' : 'none'}
          onToggle={(extendsRange) => onSelect(row.id, extendsRange)}
        />
      </td>
      {row.getAllCells().map((cell) => (
        <td
          key={cell.id}
          className={clsx(
            'border-b px-2 text-sm tabular-nums last:pr-4',
            columnClass(cell.column.id, look.areChosen),
          )}
        >
          <FlexRender cell={cell} />
        </td>
      ))}
    </tr>
  );
}, isSame);

/** The table makes all of its rows anew when one of the tasks changes. */
function isSame({ row: before, ...rest }: TaskRowProps, { row: after, ...next }: TaskRowProps): boolean {
  return (
    before.original === after.original &&
    (Object.keys(rest) as (keyof typeof rest)[]).every((name) => rest[name] === next[name])
  );
}
