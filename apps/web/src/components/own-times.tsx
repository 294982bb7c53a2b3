import { useState } from 'react';
import { Button } from './button.tsx';
import { toTimeField } from '../lib/format-time.ts';
import { usePreference } from '../lib/preferences.ts';
import { resolveEdge } from '../lib/time-window.ts';
import { readOwnTimes } from '../lib/read-own-times.ts';

type Range = { from: string; to: string };

/** Two moments by the clock that the person reads. */
export function OwnTimes({ range, onChange }: { range: Range; onChange: (range: Range) => void }) {
  const zone = usePreference('zone');
  const [from, setFrom] = useState(() => toTimeField(resolveEdge(range.from, Date.now()), zone));
  const [to, setTo] = useState(() => toTimeField(resolveEdge(range.to, Date.now()), zone));
  const [problem, setProblem] = useState<string | null>(null);
  const label = 'flex min-w-0 items-center gap-1.5 text-sm text-muted max-sm:w-full';
  const field = 'field !w-auto min-w-0 max-sm:flex-1';
  return (
    <form
      aria-label="Own times"
      className="flex w-full min-w-0 flex-wrap items-center gap-2 sm:justify-end"
      onSubmit={(event) => {
        event.preventDefault();
        const read = readOwnTimes(from, to, zone);
        setProblem('problem' in read ? read.problem : null);
        if (!('problem' in read)) onChange(read);
      }}
    >
      <label className={label}>
        <span className="max-sm:w-9">From</span>
        <input
          type="datetime-local"
          value={from}
          onChange={({ target }) => setFrom(target.value)}
          {...(problem ? { 'aria-invalid': true, 'aria-describedby': 'own-times-problem' } : {})}
          className={field}
        />
      </label>
      <label className={label}>
        <span className="max-sm:w-9">To</span>
        <input
          type="datetime-local"
          value={to}
          onChange={({ target }) => setTo(target.value)}
          className={field}
        />
      </label>
      {zone === 'utc' ? <span className="text-sm text-muted">UTC</span> : null}
      <Button type="submit">Show</Button>
      {problem ? (
        <p id="own-times-problem" role="alert" className="text-sm text-failed">
          {problem}
        </p>
      ) : null}
    </form>
  );
}
