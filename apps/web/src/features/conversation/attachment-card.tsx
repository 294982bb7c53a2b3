import type { TaskEventOf } from '@taskhelm/contract';
import { ChevronRight, Paperclip } from 'lucide-react';
import { JsonView } from '../../components/json-view.tsx';
import { formatBytes } from '../../lib/format-number.ts';
import { readJson } from '../../lib/read-json.ts';

/** Data from outside that came with the task: shown as data, never as something that was said. */
export function AttachmentCard({ event }: { event: TaskEventOf<'attachment'> }) {
  return (
    <details className="group rounded-lg border text-sm">
      <summary className="flex min-h-9 list-none items-center gap-2 px-2.5 hover:bg-surface coarse:min-h-11">
        <ChevronRight aria-hidden className="size-3.5 shrink-0 text-muted group-open:rotate-90" />
        <Paperclip aria-hidden className="size-3.5 shrink-0 text-muted" />
        <span className="font-medium first-letter:uppercase">{event.name}</span>
        <span className="text-muted">data from outside · {formatBytes(event.size_bytes)}</span>
      </summary>
      <div className="border-t p-2">
        <JsonView value={readJson(event.text)} label="Attached data" />
      </div>
    </details>
  );
}
