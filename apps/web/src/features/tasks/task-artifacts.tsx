import { isFinal, type Artifact, type TaskDetail } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { Download, Eye, FileText } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { IconButton } from '../../components/button.tsx';
import { ErrorLine } from '../../components/error-block.tsx';
import { RelativeTime } from '../../components/time.tsx';
import { formatBytes } from '../../lib/format-number.ts';
import { artifactQueries, downloadUrl, isReadable } from './artifact-queries.ts';
import { Part } from './inspector-rows.tsx';

const ArtifactPreview = lazy(() =>
  import('./artifact-preview.tsx').then((module) => ({ default: module.ArtifactPreview })),
);

/** The files that the task saved. */
export function TaskArtifacts({ task }: { task: TaskDetail }) {
  const query = useArtifacts(task);
  const [opened, setOpened] = useState<Artifact | null>(null);
  if (query.error && !query.data) {
    return (
      <Part title="Files">
        <ErrorLine title="The files could not be read." error={query.error} />
      </Part>
    );
  }
  if (!query.data || query.data.length === 0) return null;
  return (
    <Part title="Files">
      <ul aria-label="Files of the task" className="divide-y rounded-md border bg-bg">
        {query.data.map((artifact) => (
          <ArtifactRow key={artifact.id} artifact={artifact} onOpen={() => setOpened(artifact)} />
        ))}
      </ul>
      {opened ? (
        <Suspense fallback={null}>
          <ArtifactPreview artifact={opened} onClose={() => setOpened(null)} />
        </Suspense>
      ) : null}
    </Part>
  );
}

export const useArtifacts = ({ id, status }: TaskDetail) =>
  useQuery(artifactQueries.list(id, isFinal(status)));

function ArtifactRow({ artifact, onOpen }: { artifact: Artifact; onOpen: () => void }) {
  const { name, media_type, size_bytes, created_at } = artifact;
  return (
    <li aria-label={name} className="flex items-start gap-2 px-2 py-1.5">
      <FileText aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
      <span className="min-w-0 flex-1">
        <bdi className="block font-medium wrap-anywhere">{name}</bdi>
        <span className="block text-xs wrap-anywhere text-muted tabular-nums">
          {media_type} · {formatBytes(size_bytes)} · <RelativeTime at={created_at} />
        </span>
      </span>
      {isReadable(artifact) ? (
        <IconButton label={`Preview ${name}`} onClick={onOpen}>
          <Eye aria-hidden className="size-4" />
        </IconButton>
      ) : null}
      <a
        href={downloadUrl(artifact)}
        download={name}
        aria-label={`Download ${name}`}
        title={`Download ${name}`}
        className="inline-flex size-7 shrink-0 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-text coarse:size-11"
      >
        <Download aria-hidden className="size-4" />
      </a>
    </li>
  );
}
