import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Select } from '../../components/select.tsx';
import { toTimeField } from '../../lib/format-time.ts';
import { usePreference } from '../../lib/preferences.ts';
import { resolveEdge } from '../../lib/time-window.ts';
import { readOwnTimes } from '../../lib/read-own-times.ts';

const SHIFTS = [
  { since: 'now-4h', label: 'Last 4 hours' },
  { since: 'now-8h', label: 'Last 8 hours' },
  { since: 'now-12h', label: 'Last 12 hours' },
  { since: 'now-24h', label: 'Last 24 hours' },
  { since: 'now-3d', label: 'Last 3 days' },
] as const;
const OWN = 'own';

type SinceControlProps = { since: string; onChange: (since: string) => void };

/** Since when to look back: a shift, or a moment of one's own. */
export function SinceControl({ since, onChange }: SinceControlProps) {
  const [isChoosing, setIsChoosing] = useState(false);
  const isOwn = isChoosing || !SHIFTS.some((shift) => shift.since === since);
  const choose = (next: string): void => {
    setIsChoosing(false);
    onChange(next);
  };
  return (
    <>
      <label className="min-w-0 max-sm:w-full">
        <span className="sr-only">Since</span>
        <Select
          value={isOwn ? OWN : since}
          onChange={({ target }) => (target.value === OWN ? setIsChoosing(true) : choose(target.value))}
        >
          {SHIFTS.map(({ since: value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
          <option value={OWN}>Since my own time</option>
        </Select>
      </label>
      {isOwn ? <OwnSince key={since} since={since} onChange={choose} /> : null}
    </>
  );
}

function OwnSince({ since, onChange }: SinceControlProps) {
  const zone = usePreference('zone');
  const [text, setText] = useState(() => toTimeField(resolveEdge(since, Date.now()), zone));
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <form
      aria-label="Own time"
      className="flex min-w-0 flex-wrap items-center gap-2 max-sm:w-full"
      onSubmit={(event) => {
        event.preventDefault();
        const read = readOwnTimes(text, new Date().toISOString(), zone);
        setProblem('problem' in read ? read.problem : null);
        if (!('problem' in read)) onChange(read.from);
      }}
    >
      <input
        type="datetime-local"
        aria-label={zone === 'utc' ? 'Date and time (UTC)' : 'Date and time'}
        value={text}
        onChange={({ target }) => setText(target.value)}
        {...(problem ? { 'aria-invalid': true, 'aria-describedby': 'own-since-problem' } : {})}
        className="field !w-auto min-w-0 max-sm:flex-1"
      />
      {zone === 'utc' ? (
        <span aria-hidden className="text-sm text-muted">
          UTC
        </span>
      ) : null}
      <Button type="submit">Show</Button>
      {problem ? (
        <p id="own-since-problem" role="alert" className="text-sm text-failed">
          {problem}
        </p>
      ) : null}
    </form>
  );
}
