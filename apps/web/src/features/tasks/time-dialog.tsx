import { useRef, useState, type FormEvent } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field, fieldProps } from '../../components/field.tsx';
import { readTimeField, toTimeField } from '../../lib/format-time.ts';
import { usePreference } from '../../lib/preferences.ts';
import type { Loose, TaskSearch } from './task-search.ts';
import { resolveEdge } from '../../lib/time-window.ts';

export type TimeBounds = Pick<TaskSearch, 'from' | 'to' | 'finished_from' | 'finished_to'>;

type TimeDialogProps = {
  bounds: TimeBounds;
  onClose: () => void;
  onChange: (bounds: Loose<TimeBounds>) => void;
};

const FIELDS = [
  { name: 'from', label: 'Created from' },
  { name: 'to', label: 'Created before' },
  { name: 'finished_from', label: 'Finished from' },
  { name: 'finished_to', label: 'Finished before' },
] as const;
type Name = (typeof FIELDS)[number]['name'];

/** Bounds to the minute, in the time zone that the person reads. */
export function TimeDialog({ bounds, onClose, onChange }: TimeDialogProps) {
  const first = useRef<HTMLInputElement>(null);
  const zone = usePreference('zone');
  const [wasSent, setSent] = useState(false);
  const [texts, setTexts] = useState<Record<Name, string>>(() => {
    const now = Date.now();
    const textOf = (name: Name): string => {
      const edge = bounds[name];
      return edge === undefined ? '' : toTimeField(resolveEdge(edge, now), zone);
    };
    return {
      from: textOf('from'),
      to: textOf('to'),
      finished_from: textOf('finished_from'),
      finished_to: textOf('finished_to'),
    };
  });
  const errors: Partial<Record<Name, string>> = {
    ...endsBefore(texts.from, texts.to, 'to'),
    ...endsBefore(texts.finished_from, texts.finished_to, 'finished_to'),
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setSent(true);
    if (Object.keys(errors).length > 0) return;
    const moment = (name: Name): string | undefined =>
      texts[name] === '' ? undefined : new Date(readTimeField(texts[name], zone)).toISOString();
    onChange({
      from: moment('from'),
      to: moment('to'),
      finished_from: moment('finished_from'),
      finished_to: moment('finished_to'),
    });
  };
  return (
    <Dialog open onClose={onClose} title="Tasks of which time" initialFocus={first} className="md:!w-120">
      <form onSubmit={submit} noValidate className="overflow-y-auto p-4">
        <div className="grid gap-3 sm:grid-cols-2">
          {FIELDS.map(({ name, label }, index) => {
            const error = wasSent ? errors[name] : undefined;
            return (
              <Field
                key={name}
                id={`time-${name}`}
                label={zone === 'utc' ? `${label} (UTC)` : label}
                error={error}
              >
                <input
                  ref={index === 0 ? first : undefined}
                  type="datetime-local"
                  {...fieldProps(`time-${name}`, { error })}
                  value={texts[name]}
                  onChange={(event) => setTexts({ ...texts, [name]: event.target.value })}
                  className="field"
                />
              </Field>
            );
          })}
        </div>
        <div className="flex justify-end gap-2 pt-4">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Show these tasks
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function endsBefore(from: string, to: string, name: Name): Partial<Record<Name, string>> {
  return from !== '' && to !== '' && to <= from ? { [name]: 'This must be later than the beginning' } : {};
}
