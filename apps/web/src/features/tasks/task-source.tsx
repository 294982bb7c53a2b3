import { Link } from '@tanstack/react-router';
import { ArrowUp } from 'lucide-react';
import { SOURCE_LABELS, SourceLabel } from '../../components/source-label.tsx';
import type { ShownTask } from './task-columns.tsx';

/** Where a task comes from; a delegated one leads to the task that delegated it. */
export function TaskSource({ task: { source, parent_task_id: parent, parentTitle } }: { task: ShownTask }) {
  if (parent === null) return <SourceLabel source={source} />;
  const what = parentTitle === undefined ? 'Open the parent task' : `Open ${parentTitle}`;
  return (
    <Link
      to="/tasks/$id"
      params={{ id: parent }}
      aria-label={`${SOURCE_LABELS[source]}: ${what}`}
      title={what}
      className="inline-flex min-h-6 items-center gap-1 rounded hover:underline hover:decoration-control hover:underline-offset-2 coarse:min-h-11"
    >
      <SourceLabel source={source} />
      <ArrowUp aria-hidden className="size-3.5 shrink-0 text-muted" />
    </Link>
  );
}
