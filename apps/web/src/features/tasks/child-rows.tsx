import type { Task } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { useTable } from '@tanstack/react-table';
import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { useMemo, type ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { formatCount } from '../../lib/format-number.ts';
import { levelOf } from './row-key.ts';
import { columnClass, columnsOf, taskTableFeatures, type ShownTask } from './task-columns.tsx';
import { taskQueries } from './task-queries.ts';
import { RoomForRows, TaskRows, type ChildRowsProps, type TableLook } from './task-rows.tsx';

const NONE: readonly Task[] = [];

/** The tasks that one delegated, as rows beneath it; oldest first. */
export function ChildRows({ parent, above, look }: ChildRowsProps) {
  const query = useQuery(taskQueries.children(parent.id, look.asOf));
  const tasks = query.data?.data ?? NONE;
  const level = levelOf(above) + 1;
  const data = useMemo(
    () => tasks.map((task): ShownTask => ({ ...task, hasLeft: false, level, parentTitle: parent.title })),
    [tasks, level, parent.title],
  );
  const columns = useMemo(() => columnsOf(look.columns), [look.columns]);
  const table = useTable({
    features: taskTableFeatures,
    columns,
    data,
    getRowId: (task) => task.id,
    manualSorting: true,
  });
  if (!query.data) {
    return query.error ? (
      <WordsRow look={look}>
        <span role="alert" className="text-failed">
          What it delegated could not be read: {query.error.message}
        </span>
        <Button size="small" className="ml-3" onClick={() => void query.refetch()}>
          Retry
        </Button>
      </WordsRow>
    ) : (
      <RoomForRows count={parent.children.total} density={look.density} />
    );
  }
  return (
    <>
      <TaskRows table={table} above={above} look={look} />
      {query.data.total > tasks.length ? (
        <WordsRow look={look}>
          <Link
            to="/tasks"
            search={{ parent: [parent.id] }}
            className="inline-flex min-h-6 items-center text-accent hover:underline coarse:min-h-11"
          >
            All {formatCount(query.data.total)} in a list of their own
          </Link>
        </WordsRow>
      ) : null}
    </>
  );
}

/** Words across the first columns, which no width hides. */
const WordsRow = ({ look, children }: { look: TableLook; children: ReactNode }) => (
  <tr>
    <td colSpan={3} className="border-b py-1 pr-2 pl-11 text-sm">
      {children}
    </td>
    {[...look.columns, 'actions'].slice(2).map((id) => (
      <td key={id} className={clsx('border-b', columnClass(id, look.areChosen))} />
    ))}
  </tr>
);
