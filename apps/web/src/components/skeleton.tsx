import { clsx } from 'clsx';

/** Grey bars in the place of what is coming; not before 150 ms. */
export function Skeleton({ rows, className }: { rows: number; className?: string }) {
  return (
    <div role="status" aria-label="Loading" className="animate-appear">
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className={clsx('flex h-9 items-center gap-6 border-b px-4', className)}>
          <span className="h-3 w-24 shrink-0 rounded bg-hover" />
          <span className="h-3 flex-1 rounded bg-hover" />
          <span className="h-3 w-16 shrink-0 rounded bg-hover" />
        </div>
      ))}
    </div>
  );
}
