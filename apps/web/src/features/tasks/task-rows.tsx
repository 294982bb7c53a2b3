import type { Task } from '@taskhelm/contract';
import { FlexRender, type Row } from '@tanstack/react-table';
import { clsx } from 'clsx';
import { Fragment, memo, Suspense, type ComponentType } from 'react';
import type { Density } from '../../lib/density.ts';
import { RowExpander } from './row-expander.tsx';
import { levelOf, rowKey, type RowKey } from './row-key.ts';
import { SelectBox } from './select-box.tsx';
import type { TaskColumnId } from './table-view.ts';
import { columnClass, type ShownTask, type taskTableFeatures } from './task-columns.tsx';
import { MOST_CHILDREN } from './task-queries.ts';

/** What all rows have in common. The same object for as long as they are drawn alike. */
export type RowLook = {
  columns: readonly TaskColumnId[];
  /** The columns are not the usual ones. */
  areChosen: boolean;
  density: Density;
  onSelect: (row: RowKey, extendsRange: boolean) => void;
  onOpen: (row: RowKey, isOpen: boolean) => void;
};

/** What the table knows about its rows. */
export type TableLook = {
  row: RowLook;
  selected: ReadonlySet<string>;
  /** The task that is looked into. */
  peek: string | undefined;
  /** The rows that show what they delegated. */
  open: readonly RowKey[];
  /** The moment of the list. */
  asOf: string;
  /** They hold rows such as these again. */
  ChildRows: ComponentType<ChildRowsProps>;
};

export type ChildRowsProps = { parent: Task; above: RowKey; look: TableLook };

type TableRow = Row<typeof taskTableFeatures, ShownTask>;
type TaskRowsProps = { rows: readonly TableRow[]; above?: RowKey; look: TableLook };

/** The rows of a table; beneath those that are opened what they delegated. */
export function TaskRows({ rows, above, look }: TaskRowsProps) {
  const { ChildRows } = look;
  return rows.map((row) => {
    const task = row.original;
    const key = rowKey(above, task.id);
    const isOpen = task.children.total > 0 && look.open.includes(key);
    return (
      <Fragment key={key}>
        <TaskRow
          row={row}
          above={above}
          look={look.row}
          isOpen={isOpen}
          isPeeked={task.id === look.peek}
          isSelected={look.selected.has(task.id)}
        />
        {isOpen ? (
          <Suspense fallback={<RoomForRows count={task.children.total} density={look.row.density} />}>
            <ChildRows parent={task} above={key} look={look} />
          </Suspense>
        ) : null}
      </Fragment>
    );
  });
}

type TaskRowProps = {
  row: TableRow;
  above: RowKey | undefined;
  look: RowLook;
  isOpen: boolean;
  isPeeked: boolean;
  isSelected: boolean;
};

/** Drawn again only when something of it has changed: the table is, with every tick and every key that moves on in it. */
const TaskRow = memo(function TaskRow(props: TaskRowProps) {
  const { row, above, look, isOpen, isPeeked, isSelected } = props;
  const task = row.original;
  const key = rowKey(above, task.id);
  return (
    <tr
      data-task-id={task.id}
      data-above={above}
      data-peeked={isPeeked || undefined}
      className={clsx(
        'group/row data-peeked:bg-hover',
        ROW_HEIGHTS[look.density],
        isSelected ? 'bg-accent-tint' : 'hover:bg-surface',
      )}
    >
      <td
        className={clsx(
          'border-b px-2 pl-4',
          task.status === 'needs_input' && 'shadow-[inset_3px_0_0_var(--needs-input)]',
        )}
      >
        <SelectBox
          label={`Select ${task.title}`}
          state={isSelected ? 'all' : 'none'}
          onToggle={(extendsRange) => look.onSelect(key, extendsRange)}
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
          {cell.column.id === 'title' ? (
            <RowExpander
              task={task}
              level={levelOf(key)}
              isOpen={isOpen}
              onToggle={() => look.onOpen(key, !isOpen)}
            >
              <FlexRender cell={cell} />
            </RowExpander>
          ) : (
            <FlexRender cell={cell} />
          )}
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

const ROW_HEIGHTS: Record<Density, string> = { compact: 'h-7.5', default: 'h-9', comfortable: 'h-11' };
export const ROW_PX: Record<Density, number> = { compact: 30, default: 36, comfortable: 44 };

/** As high as the rows that are on their way, so that nothing moves when they are there. */
export function RoomForRows({ count, density }: { count: number; density: Density }) {
  return Array.from({ length: Math.min(count, MOST_CHILDREN) }, (_, index) => (
    <tr key={index} aria-hidden className={clsx(ROW_HEIGHTS[density], 'coarse:h-11.25')}>
      <td className="border-b" />
    </tr>
  ));
}
