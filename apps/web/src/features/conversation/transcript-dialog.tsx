import { exportEndpoints } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { CopyButton } from '../../components/copy-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { DownloadButton } from '../../components/download-button.tsx';
import { ErrorLine } from '../../components/error-block.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { callText } from '../../lib/api-client.ts';
import { formatBytes } from '../../lib/format-number.ts';
import { queryKeys } from '../../lib/query-keys.ts';

/** More is too much for a page; it can be downloaded whole. */
const MOST_SHOWN = 2_000_000;

/** The whole task as text, for the browser's own search, for screen readers and to be copied from. */
export function TranscriptDialog({ taskId, onClose }: { taskId: string; onClose: () => void }) {
  const query = useQuery({
    queryKey: queryKeys.transcript(taskId),
    queryFn: ({ signal }) =>
      callText(exportEndpoints.task, { params: { id: taskId }, query: { format: 'markdown' }, signal }),
    gcTime: 0,
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
  const text = query.data;
  return (
    <Dialog open onClose={onClose} title="The whole conversation as text" className="md:!w-[min(64rem,92vw)]">
      {text === undefined ? (
        query.error ? (
          <div className="p-4">
            <ErrorLine title="The conversation could not be read." error={query.error} />
          </div>
        ) : (
          <Skeleton rows={8} />
        )
      ) : (
        <>
          <div className="flex shrink-0 items-center gap-1 border-b px-4 py-1 text-sm text-muted">
            <span className="flex-1">
              Markdown, {formatBytes(text.length)}
              {text.length > MOST_SHOWN ? '; only the beginning is shown. Download it for the rest.' : ''}
            </span>
            <CopyButton text={text} label="Copy all" />
            <DownloadButton text={text} fileName={`task-${taskId}.md`} label="Download all" />
          </div>
          <pre
            // Scrolls by itself, so it has to be reachable by keyboard.
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            tabIndex={0}
            aria-label="Transcript"
            className="mono min-h-0 flex-1 overflow-auto p-4 text-sm break-words whitespace-pre-wrap"
          >
            {text.slice(0, MOST_SHOWN)}
          </pre>
        </>
      )}
    </Dialog>
  );
}
