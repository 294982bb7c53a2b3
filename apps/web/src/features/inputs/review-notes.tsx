import type { ArgumentChange, Json, ReviewContext } from '@taskhelm/contract';
import { Sparkle } from 'lucide-react';
import type { ReactNode } from 'react';
import { RelativeTime } from '../../components/time.tsx';

/** What is new about a call, and how it differs from the last one that a person approved. */
export function ReviewNotes({ context }: { context: ReviewContext }) {
  const { first_use_of_tool, first_time_host, host, last_approved, diff } = context;
  return (
    <div role="note" aria-label="To consider" className="space-y-1 text-sm text-muted">
      {first_use_of_tool ? <FirstTime>This agent has never used this tool before.</FirstTime> : null}
      {first_time_host ? (
        <FirstTime>
          This agent has never reached <span className="mono wrap-anywhere">{host}</span> before.
        </FirstTime>
      ) : null}
      {last_approved ? (
        <p>
          {diff.length === 0 ? 'The same arguments were' : 'Other arguments were'} approved{' '}
          <RelativeTime at={last_approved.at} />
          {last_approved.by ? ` by ${last_approved.by.name}` : ''}
          {diff.length === 0 ? '.' : '; since then:'}
        </p>
      ) : null}
      {diff.length > 0 ? (
        <dl
          aria-label="Differences from the last approved call"
          className="mono max-h-48 overflow-y-auto text-sm"
        >
          {diff.map((change) => (
            <div key={change.path} className="flex flex-wrap gap-x-2">
              <dt className="break-all">{change.path}</dt>
              <dd className="min-w-0 break-words">
                <Change change={change} />
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </div>
  );
}

function FirstTime({ children }: { children: ReactNode }) {
  return (
    <p className="flex items-start gap-1.5 font-medium text-text">
      <Sparkle aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      <span className="min-w-0">{children}</span>
    </p>
  );
}

function Change({ change: { kind, before, after } }: { change: ArgumentChange }) {
  return (
    <>
      {kind === 'added' ? 'new ' : <del className="text-failed">{show(before)}</del>}
      {kind === 'changed' ? ' → ' : null}
      {kind === 'removed' ? ' is gone' : <ins className="text-completed no-underline">{show(after)}</ins>}
    </>
  );
}

/** With the quotes of JSON, so that 5 and "5" can be told apart. */
const show = (value: Json): string => JSON.stringify(value);
