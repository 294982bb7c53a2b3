import type { FamilyNode, TaskDetail } from '@taskhelm/contract';
import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { MessageCircleQuestion } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { ErrorLine } from '../../components/error-block.tsx';
import { STATUS_LABELS, StatusIcon } from '../../components/status-badge.tsx';
import { formatCompact, formatCost, plural } from '../../lib/format-number.ts';
import { arrangeFamily, foldFamily, TURN_WORDS, waitingNodes, type Branch } from './family-tree.ts';
import { Part } from './inspector-rows.tsx';
import { isAlone, useFamily } from './use-family.ts';

/** The tasks above and below this one, how each stands, and in which it is a person's turn. */
export function TaskFamily({ task }: { task: TaskDetail }) {
  const query = useFamily(task);
  const [showsAll, setShowsAll] = useState(false);
  if (isAlone(task)) return null;
  if (!query.data) {
    return query.error ? (
      <Part title="Family">
        <ErrorLine title="The family could not be read." error={query.error} />
      </Part>
    ) : null;
  }
  const { nodes, usage } = query.data;
  const branches = arrangeFamily(nodes);
  const shown = showsAll ? branches : foldFamily(branches, task.id);
  const tokens = usage.input_tokens + usage.output_tokens;
  return (
    <Part title="Family">
      <WhoseTurn nodes={nodes} currentId={task.id} />
      <ul aria-label="Tasks of the family" className="space-y-0.5">
        {shown.map((branch) => (
          <FamilyRow key={branch.node.id} branch={branch} isCurrent={branch.node.id === task.id} />
        ))}
      </ul>
      {shown.length < branches.length ? (
        <Button size="small" variant="quiet" className="mt-1" onClick={() => setShowsAll(true)}>
          Show all {plural(branches.length, 'task')}
        </Button>
      ) : null}
      <p className="mt-1 text-xs text-muted tabular-nums">
        Together {plural(usage.steps, 'step')}, {formatCompact(tokens)} tokens
        {usage.cost_microusd === null ? '' : `, ${formatCost(usage.cost_microusd)}`}
      </p>
    </Part>
  );
}

function WhoseTurn({ nodes, currentId }: { nodes: readonly FamilyNode[]; currentId: string }) {
  const waiting = waitingNodes(nodes);
  const [first] = waiting;
  if (!first) return null;
  const more = waiting.length - 1;
  return (
    <p className="mb-1.5 flex items-start gap-1.5 rounded-md bg-needs-input-tint px-2 py-1 text-needs-input">
      <MessageCircleQuestion aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0 break-words">
        It is a person’s turn in{' '}
        {first.id === currentId ? (
          'this task'
        ) : (
          <Link to="/tasks/$id" params={{ id: first.id }} hash="answer" className="font-medium underline">
            {first.title}
          </Link>
        )}
        {more > 0 ? ` and ${plural(more, 'more task')}` : ''}.
      </span>
    </p>
  );
}

function FamilyRow({ branch: { node, depth }, isCurrent }: { branch: Branch; isCurrent: boolean }) {
  const state = node.turn === null ? STATUS_LABELS[node.status].toLowerCase() : TURN_WORDS[node.turn];
  return (
    <li style={{ paddingLeft: `${depth * 0.875}rem` }} className="flex min-w-0 items-start gap-1.5">
      <StatusIcon
        status={node.status}
        className={clsx('mt-0.5 size-4 shrink-0', COLOURS[node.status], !isCurrent && 'coarse:mt-3')}
      />
      <span className="min-w-0 flex-1">
        {isCurrent ? (
          <span aria-current="true" className="block truncate font-medium" title={node.title}>
            {node.title}
          </span>
        ) : (
          <Link
            to="/tasks/$id"
            params={{ id: node.id }}
            title={node.title}
            className="block truncate text-accent hover:underline coarse:py-2.5"
          >
            {node.title}
          </Link>
        )}
        <span className="block truncate text-xs text-muted">
          <span className="sr-only">Level {depth + 1}, </span>
          {node.agent.name} · {state}
          {isCurrent ? ' · this task' : ''}
        </span>
      </span>
    </li>
  );
}

const COLOURS: Record<FamilyNode['status'], string> = {
  pending: 'text-pending',
  in_progress: 'text-in-progress',
  needs_input: 'text-needs-input',
  completed: 'text-completed',
  failed: 'text-failed',
  cancelled: 'text-cancelled',
};
