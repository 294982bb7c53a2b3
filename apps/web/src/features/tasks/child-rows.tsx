import { isFinal, type Task } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { useTable } from '@tanstack/react-table';
import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { useMemo, useState, type ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { formatCount, plural } from '../../lib/format-number.ts';
import { TreePlace } from './row-expander.tsx';
import { levelOf } from './row-key.ts';
import { columnClass, columnsOf, taskTableFeatures, type ShownTask } from './task-columns.tsx';
import { MOST_CHILDREN, taskQueries } from './task-queries.ts';
import { RoomForRows, TaskRows, type ChildRowsProps, type TableLook } from './task-rows.tsx';
import { useMoreChildren } from './use-more-children.ts';

const NONE: readonly Task[] = [];

/** The tasks that one delegated, as rows beneath it; oldest first. */
export function ChildRows({ parent, above, look }: ChildRowsProps) {
  const options = taskQueries.children(parent.id, look.asOf);
  const query = useQuery(options);
  const showMore = useMoreChildren(options.queryKey, parent.id, above);
  // A line for what may yet come; it stays, so that nothing moves when the task ends.
  const [mayGrow] = useState(!isFinal(parent.status));
  const tasks = query.data?.data ?? NONE;
  const level = levelOf(above) + 1;
  const data = useMemo(
    () => tasks.map((task): ShownTask => ({ ...task, hasLeft: false, level, parentTitle: parent.title })),
    [tasks, level, parent.title],
  );
  const columns = useMemo(() => columnsOf(look.row.columns), [look.row.columns]);
  const table = useTable({
    features: taskTableFeatures,
    columns,
    data,
    getRowId: (task) => task.id,
    manualSorting: true,
  });
  if (!query.data && query.error) {
    return (
      <WordsRow look={look} level={level}>
        <span role="alert" className="text-failed">
          What it delegated could not be read: {query.error.message}
        </span>
        <Button size="small" className="ml-3" onClick={() => void query.refetch()}>
          Retry
        </Button>
      </WordsRow>
    );
  }
  const { total } = parent.children;
  const more = query.data ? total - query.data.total : 0;
  return (
    <>
      {query.data ? (
        <TaskRows rows={table.getRowModel().rows} above={above} look={look} />
      ) : (
        <RoomForRows count={total} density={look.row.density} />
      )}
      {total > MOST_CHILDREN ? (
        <WordsRow look={look} level={level}>
          <Link
            to="/tasks"
            search={{ parent: [parent.id] }}
            className="inline-flex min-h-6 items-center text-accent hover:underline coarse:min-h-11"
          >
            All {formatCount(total)} in a list of their own
          </Link>
        </WordsRow>
      ) : mayGrow ? (
        <WordsRow look={look} level={level}>
          {more > 0 ? (
            <Button size="small" className="!h-6 coarse:!h-11" onClick={() => void showMore(tasks.length)}>
              Show {plural(more, 'more task')}
            </Button>
          ) : (
            <span className="inline-flex min-h-6 items-center text-muted coarse:min-h-11">
              No more so far
            </span>
          )}
        </WordsRow>
      ) : null}
    </>
  );
}

/** Words in the place of a title. */
function WordsRow({ look, level, children }: { look: TableLook; level: number; children: ReactNode }) {
  return (
    <tr>
      <td className="border-b" />
      {[...look.row.columns, 'actions'].map((id) => (
        <td key={id} className={clsx('border-b px-2 py-1 text-sm', columnClass(id, look.row.areChosen))}>
          {id === 'title' ? <TreePlace level={level}>{children}</TreePlace> : null}
        </td>
      ))}
    </tr>
  );
}
