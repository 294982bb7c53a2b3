import type { Task } from '@taskhelm/contract';
import { Elapsed } from '../../components/time.tsx';

/** From the start to the end, or to now. */
export function TaskDuration({ task }: { task: Task }) {
  if (!task.started_at) return <span className="text-muted">–</span>;
  return <Elapsed from={task.started_at} to={task.finished_at} />;
}
