import type { TaskHealth } from '@taskhelm/contract';

export const HEALTH_LABELS: Record<TaskHealth['state'], string> = {
  ok: 'Healthy',
  stalled: 'Stalled',
  looping: 'Looping',
  waiting_on_child: 'Waits for a task below',
};
