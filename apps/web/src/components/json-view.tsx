import type { Json } from '@taskhelm/contract';
import { lazy, Suspense, useMemo, useState } from 'react';
import { TextView } from './text-view.tsx';

const MAX_NODES = 5_000;
const Tree = lazy(() => import('./json-tree.tsx').then((module) => ({ default: module.JsonTree })));

type JsonViewProps = {
  value: Json;
  label: string;
  /** Opens every branch: nothing may be overlooked. */
  isWhole?: boolean;
  /** Without its ending; the label where missing. */
  fileName?: string;
};

/** A JSON value as a tree or as its text. */
export function JsonView({ value, label, isWhole, fileName = label.toLowerCase() }: JsonViewProps) {
  const text = useMemo(() => (typeof value === 'string' ? value : JSON.stringify(value, null, 2)), [value]);
  const canBeTree = useMemo(
    () => typeof value === 'object' && value !== null && countNodes(value) <= MAX_NODES,
    [value],
  );
  const [raw, setRaw] = useState(false);
  const rawButton = canBeTree ? (
    <button
      type="button"
      onClick={() => setRaw(!raw)}
      aria-pressed={raw}
      aria-label={`Raw ${label.toLowerCase()}`}
      className="h-6 rounded px-1.5 text-xs text-muted hover:bg-hover aria-pressed:text-accent coarse:h-11 coarse:px-3"
    >
      Raw
    </button>
  ) : null;
  return (
    <TextView text={text} label={label} fileName={`${fileName}.json`} actions={rawButton}>
      {canBeTree && !raw ? (
        <Suspense
          fallback={
            <pre className="mono max-h-(--most-height,24rem) overflow-hidden break-words whitespace-pre-wrap">
              {text}
            </pre>
          }
        >
          <Tree value={value} label={label} isWhole={isWhole ?? false} />
        </Suspense>
      ) : null}
    </TextView>
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
