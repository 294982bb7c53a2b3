import type { TaskDetail, TaskLimits } from '@taskhelm/contract';
import { clsx } from 'clsx';
import { useNow } from '../../lib/clock.ts';
import { formatCount } from '../../lib/format-number.ts';
import { Row, Rows } from './inspector-rows.tsx';
import { NEAR_LIMIT, spendingOf, type Spent } from './spending.ts';

type TaskSpendingProps = { task: TaskDetail; agentLimits: TaskLimits | undefined };

/** What the task has used, and of how much it may. */
export function TaskSpending({ task, agentLimits }: TaskSpendingProps) {
  const { steps, input_tokens, output_tokens, cost_microusd } = task.usage;
  const now = useNow(task.finished_at === null);
  const endsAtLimit = (task.limits.on_limit ?? agentLimits?.on_limit) === 'fail';
  return (
    <Rows title="Use and limits">
      {spendingOf(task, agentLimits, now).map((spent) => (
        <Row key={spent.name} name={spent.name}>
          <Amount spent={spent} />
        </Row>
      ))}
      {cost_microusd === null && steps > 0 ? (
        <Row name="Cost">
          <span className="text-muted">Not known: this model has no price</span>
        </Row>
      ) : null}
      <Row name="Tokens in, out">
        {formatCount(input_tokens)}, {formatCount(output_tokens)}
      </Row>
      {task.allowed_actions.includes('cancel') ? (
        <Row name="At a limit">{endsAtLimit ? 'it fails' : 'it asks a person for more'}</Row>
      ) : null}
    </Rows>
  );
}

function Amount({ spent: { used, allowed, share } }: { spent: Spent }) {
  if (allowed === null || share === null) return <>{used}</>;
  const isNear = share >= NEAR_LIMIT;
  return (
    <span className="flex items-center gap-2">
      <span className={clsx(isNear && 'font-medium text-needs-input')}>
        {used} of {allowed}
      </span>
      <span aria-hidden className="h-1 min-w-8 flex-1 overflow-hidden rounded-full bg-hover">
        <span
          className={clsx('block h-full forced-color-adjust-none', isNear ? 'bg-needs-input' : 'bg-control')}
          style={{ width: `${share * 100}%` }}
        />
      </span>
    </span>
  );
}
