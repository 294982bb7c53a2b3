import type { Db } from '../db/client.ts';
import { readEvent } from '../events/event-repository.ts';
import { findTask } from '../tasks/task-repository.ts';
import { toTask } from '../tasks/task-view.ts';
import { findTrigger } from '../triggers/trigger-repository.ts';
import { toToldTask, type Notice } from './notice.ts';
import type { ClaimedDelivery } from './webhook-delivery-repository.ts';

/** What a delivery tells of, as it stands now. Null where that is gone. */
export async function readNotice(
  db: Db,
  delivery: ClaimedDelivery,
  publicUrl: string,
): Promise<Notice | null> {
  const { id, created_at: at } = delivery;
  if (delivery.task_id === null) {
    const trigger = await findTrigger(db, delivery.trigger_id);
    if (!trigger) return null;
    const { name, kind, agent } = trigger;
    const told = { id: trigger.id, name, kind, agent: { id: agent.id, name: agent.name } };
    const { event, note } = delivery;
    return { id, event, at, note, trigger: told, url: `${publicUrl}/triggers/${trigger.id}` };
  }
  const { task_id, seq, event } = delivery;
  const row = await findTask(db, task_id);
  const told = row && (await readEvent(db, row.session_id, seq));
  if (!row || told?.type !== 'status_change') return null;
  const url = `${publicUrl}/tasks/${task_id}${event === 'task.needs_input' ? '#answer' : ''}`;
  const task = toToldTask(toTask(row));
  return { id, event, at: new Date(told.created_at), seq, note: told.note, task, url };
}
