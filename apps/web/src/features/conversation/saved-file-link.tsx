import { artifactEndpoints, idSchema, z, type Json } from '@taskhelm/contract';
import { Download } from 'lucide-react';
import { urlOf } from '../../lib/api-client.ts';
import { formatBytes } from '../../lib/format-number.ts';

const savedFileSchema = z.object({ artifact_id: idSchema, name: z.string(), size_bytes: z.number() });

/** The file that a call of `save_file` has left on the task. */
export function SavedFileLink({ output }: { output: Json }) {
  const saved = savedFileSchema.safeParse(output).data;
  if (!saved) return null;
  const { artifact_id: id, name, size_bytes } = saved;
  return (
    <a
      href={urlOf(artifactEndpoints.download.path, { id }, {})}
      download={name}
      className="inline-flex max-w-full items-center gap-1.5 rounded-md border border-control/60 px-2 py-1 text-sm hover:bg-hover coarse:min-h-11"
    >
      <Download aria-hidden className="size-4 shrink-0 text-muted" />
      <span className="min-w-0 break-all">
        Download <bdi>{name}</bdi>
      </span>
      <span className="shrink-0 text-xs text-muted tabular-nums">{formatBytes(size_bytes)}</span>
    </a>
  );
}
