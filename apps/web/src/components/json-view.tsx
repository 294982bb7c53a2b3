import type { Json } from '@taskhelm/contract';
import { lazy, Suspense, useMemo, useState } from 'react';
import { CopyButton } from './copy-button.tsx';

const MAX_NODES = 5_000;
const Tree = lazy(() => import('./json-tree.tsx').then((module) => ({ default: module.JsonTree })));

type JsonViewProps = {
  value: Json;
  label: string;
  /** Opens every branch: nothing may be overlooked. */
  isWhole?: boolean;
};

/** A JSON value as a tree or as its text. */
export function JsonView({ value, label, isWhole }: JsonViewProps) {
  const text = useMemo(() => (typeof value === 'string' ? value : JSON.stringify(value, null, 2)), [value]);
  const canBeTree = typeof value === 'object' && value !== null && countNodes(value) <= MAX_NODES;
  const [raw, setRaw] = useState(false);
  const asText = (
    <pre
      tabIndex={0}
      aria-label={label}
      className="mono max-h-96 overflow-auto break-words whitespace-pre-wrap"
    >
      {text}
    </pre>
  );
  return (
    <div className="flex flex-col-reverse rounded-md border bg-bg p-2 text-sm md:flex-row md:items-start md:gap-1">
      <div className="min-w-0 flex-1">
        {canBeTree && !raw ? (
          <Suspense fallback={asText}>
            <Tree value={value} label={label} isWhole={isWhole ?? false} />
          </Suspense>
        ) : (
          asText
        )}
      </div>
      <div className="-my-0.5 flex shrink-0 items-center justify-end gap-0.5">
        {canBeTree ? (
          <button
            type="button"
            onClick={() => setRaw(!raw)}
            aria-pressed={raw}
            aria-label={`Raw ${label.toLowerCase()}`}
            className="h-6 rounded px-1.5 text-xs text-muted hover:bg-hover aria-pressed:text-accent coarse:h-11 coarse:px-3"
          >
            Raw
          </button>
        ) : null}
        <CopyButton text={text} label={`Copy ${label.toLowerCase()}`} />
      </div>
    </div>
  );
}

function countNodes(value: Json): number {
  if (typeof value !== 'object' || value === null) return 1;
  let count = 1;
  for (const child of Object.values(value)) {
    count += countNodes(child);
    if (count > MAX_NODES) break;
  }
  return count;
}
