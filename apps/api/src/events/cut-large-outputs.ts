import { OUTPUT_LISTING_LIMIT, type TaskEvent } from '@taskhelm/contract';

/** The event as a listing shows it: of an output over the limit only the beginning, as text, with its size. */
export function cutLargeOutput(event: TaskEvent): TaskEvent {
  if (event.type !== 'tool_result') return event;
  const text = typeof event.output === 'string' ? event.output : JSON.stringify(event.output);
  const size = Buffer.byteLength(text);
  if (size <= OUTPUT_LISTING_LIMIT) return event;
  return { ...event, output: text.slice(0, 4_096), truncated: true, size_bytes: size };
}
