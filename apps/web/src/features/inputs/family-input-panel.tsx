import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { GitBranch } from 'lucide-react';
import { InputPanel } from './input-panel.tsx';
import { inputQueries } from './input-queries.ts';

/**
 * What tasks below this one ask, answerable here: `callIds` come oldest first, and the first of them is shown. It takes the
 * place of the panel of the task itself while that has nothing to ask.
 */
export function FamilyInputPanel({ callIds }: { callIds: readonly string[] }) {
  const [first = ''] = callIds;
  const item = useQuery({ ...inputQueries.one(first), enabled: first !== '' }).data;
  if (!item) return null;
  const { task } = item;
  return (
    <InputPanel
      key={item.call_id}
      inputs={[item]}
      status={task.status}
      agent={task.agent.name}
      about={
        <p className="mt-1 flex min-w-0 items-center gap-1.5 text-sm text-muted">
          <GitBranch aria-hidden className="size-3.5 shrink-0" />
          <span className="shrink-0">In</span>
          <Link to="/tasks/$id" params={{ id: task.id }} className="truncate text-accent hover:underline">
            {task.title}
          </Link>
          {callIds.length > 1 ? <span className="shrink-0">and {callIds.length - 1} more</span> : null}
        </p>
      }
    />
  );
}
