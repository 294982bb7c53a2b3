import { clsx } from 'clsx';
import { lineDiff } from '../lib/line-diff.ts';

const MARKS = { same: ' ', removed: '−', added: '+' };
const SPOKEN = { same: '', removed: 'removed: ', added: 'added: ' };

/** Two versions of a text, line by line; the signs say it too, not the colours alone. */
export function TextDiff({ before, after, label }: { before: string; after: string; label: string }) {
  return (
    <div
      role="group"
      aria-label={label}
      tabIndex={0}
      className="mono max-h-72 overflow-auto rounded-md border bg-bg py-1 text-sm"
    >
      {lineDiff(before, after).map(({ kind, text }, index) => (
        <p
          // Lines have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          className={clsx(
            'flex gap-2 px-2 break-words whitespace-pre-wrap',
            kind === 'removed' && 'bg-failed-tint text-failed',
            kind === 'added' && 'bg-completed-tint text-completed',
          )}
        >
          <span aria-hidden className="shrink-0 select-none">
            {MARKS[kind]}
          </span>
          <span className="min-w-0">
            <span className="sr-only">{SPOKEN[kind]}</span>
            {text}
          </span>
        </p>
      ))}
    </div>
  );
}
