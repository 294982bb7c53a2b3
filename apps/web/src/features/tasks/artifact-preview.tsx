import type { Artifact } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorLine } from '../../components/error-block.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { TextView } from '../../components/text-view.tsx';
import { artifactQueries } from './artifact-queries.ts';

/** A file as the text that it is, whatever it says it is. */
export function ArtifactPreview({ artifact, onClose }: { artifact: Artifact; onClose: () => void }) {
  const query = useQuery(artifactQueries.text(artifact.id));
  return (
    <Dialog open onClose={onClose} title={artifact.name} className="md:!w-[min(56rem,90vw)]">
      <div className="min-h-0 flex-1 overflow-y-auto p-4">
        {query.data === undefined ? (
          query.error ? (
            <ErrorLine title="The file could not be read." error={query.error} />
          ) : (
            <Skeleton rows={4} />
          )
        ) : query.data === '' ? (
          <p className="text-sm text-muted">The file is empty.</p>
        ) : (
          <TextView text={query.data} label="Content" fileName={artifact.name} />
        )}
      </div>
    </Dialog>
  );
}
