import type { InFlightCall, TaskEvent, TaskEventBody } from '@taskhelm/contract';

/** A call that has been started in the log and not ended there. */
export type OpenCall = Omit<InFlightCall, 'ended'>;

/** The model call and the tool calls that are under way, as the log has it. */
export function readOpenCalls(events: readonly TaskEvent[]): OpenCall[] {
  const open = new Map<string, OpenCall>();
  for (const event of events) {
    if (event.type === 'model_started')
      open.set('model', { kind: 'model', name: event.model, call_id: null });
    if (event.type === 'usage' || event.type === 'error') open.delete('model');
    if (event.type === 'tool_started')
      open.set(event.call_id, { kind: 'tool', name: event.tool, call_id: event.call_id });
    if (event.type === 'tool_result') open.delete(event.call_id);
    // Whoever held the task before has lost it: nothing of that is under way any more.
    if (event.type === 'status_change') open.clear();
  }
  return [...open.values()];
}

/** How each open call ended, given what was refused because it came too late. */
export function endOpenCalls(open: OpenCall[], refused: readonly TaskEventBody[]): InFlightCall[] {
  const finished = (call: OpenCall): boolean =>
    refused.some((body) =>
      call.kind === 'model'
        ? body.type === 'usage'
        : body.type === 'tool_result' && body.call_id === call.call_id,
    );
  return open.map((call) => ({ ...call, ended: finished(call) ? 'finished_late' : 'aborted' }));
}
