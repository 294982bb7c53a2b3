import type { Task } from '@taskhelm/contract';
import type { ReactTable, Row } from '@tanstack/react-table';
import { clsx } from 'clsx';
import { Fragment, Suspense, type ComponentType } from 'react';
import type { Density } from '../../lib/density.ts';
import { RowExpander } from './row-expander.tsx';
import { levelOf, rowKey, type RowKey } from './row-key.ts';
import { SelectBox } from './select-box.tsx';
import type { TaskColumnId } from './table-view.ts';
import { columnClass, type ShownTask, type taskTableFeatures } from './task-columns.tsx';
import { MOST_CHILDREN } from './task-queries.ts';
import type { TaskSelection } from './use-selection.ts';

/** What all rows of the table have in common. */
export type TableLook = {
  columns: readonly TaskColumnId[];
  /** The columns are not the usual ones. */
  areChosen: boolean;
  density: Density;
  selection: TaskSelection;
  /** The task that is looked into. */
  peek: string | undefined;
  /** The rows that show what they delegated. */
  open: readonly RowKey[];
  onOpen: (row: RowKey, isOpen: boolean) => void;
  /** The moment of the list. */
  asOf: string;
  /** They hold rows such as these again. */
  ChildRows: ComponentType<ChildRowsProps>;
};

export type ChildRowsProps = { parent: Task; above: RowKey; look: TableLook };

type TaskTable = ReactTable<typeof taskTableFeatures, ShownTask>;
type TaskRowsProps = { table: TaskTable; above?: RowKey; look: TableLook };

/** The rows of a table; beneath those that are opened what they delegated. */
export function TaskRows({ table, above, look }: TaskRowsProps) {
  const { ChildRows } = look;
  return table.getRowModel().rows.map((row) => {
    const task = row.original;
    const key = rowKey(above, task.id);
    const isOpen = task.children.total > 0 && look.open.includes(key);
    return (
      <Fragment key={key}>
        <TaskRow table={table} row={row} above={above} isOpen={isOpen} look={look} />
        {isOpen ? (
          <Suspense fallback={<RoomForRows count={task.children.total} density={look.density} />}>
            <ChildRows parent={task} above={key} look={look} />
          </Suspense>
        ) : null}
      </Fragment>
    );
  });
}

type TaskRowProps = {
  table: TaskTable;
  row: Row<typeof taskTableFeatures, ShownTask>;
  above: RowKey | undefined;
  isOpen: boolean;
  look: TableLook;
};

function TaskRow({ table, row, above, isOpen, look }: TaskRowProps) {
  const { selection, areChosen } = look;
  const task = row.original;
  const key = rowKey(above, task.id);
  const isSelected = selection.ids.has(task.id);
  return (
    <tr
      data-task-id={task.id}
      data-above={above}
      data-peeked={task.id === look.peek || undefined}
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
          onToggle={(extendsRange) => (extendsRange ? selection.extend(key) : selection.toggle(key))}
        />
      </td>
      {row.getAllCells().map((cell) => (
        <td
          key={cell.id}
          className={clsx(
            'border-b px-2 text-sm tabular-nums last:pr-4',
            columnClass(cell.column.id, areChosen),
          )}
        >
          {cell.column.id === 'title' ? (
            <RowExpander
              task={task}
              level={levelOf(key)}
              isOpen={isOpen}
              onToggle={() => look.onOpen(key, !isOpen)}
            >
              <table.FlexRender cell={cell} />
            </RowExpander>
          ) : (
            <table.FlexRender cell={cell} />
          )}
        </td>
      ))}
    </tr>
  );
}

const ROW_HEIGHTS: Record<Density, string> = { compact: 'h-7.5', default: 'h-9', comfortable: 'h-11' };

/** As high as the rows that are on their way, so that nothing moves when they are there. */
export function RoomForRows({ count, density }: { count: number; density: Density }) {
  return Array.from({ length: Math.min(count, MOST_CHILDREN) }, (_, index) => (
    <tr key={index} aria-hidden className={clsx(ROW_HEIGHTS[density], 'coarse:h-11.25')}>
      <td className="border-b" />
    </tr>
  ));
}
