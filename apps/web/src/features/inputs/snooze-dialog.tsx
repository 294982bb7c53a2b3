import { useState, type FormEvent } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field, fieldProps } from '../../components/field.tsx';
import { readTimeField, toTimeField } from '../../lib/format-time.ts';
import { usePreference } from '../../lib/preferences.ts';
import { tomorrowMorning } from './snooze-times.ts';

type SnoozeDialogProps = { title: string; onClose: () => void; onChoose: (until: string) => void };

/** Until a moment, to the minute, in the time zone that the person has chosen. */
export function SnoozeDialog({ title, onClose, onChoose }: SnoozeDialogProps) {
  const zone = usePreference('zone');
  const [text, setText] = useState(() => toTimeField(tomorrowMorning(Date.now()).toISOString(), zone));
  const [error, setError] = useState<string>();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const moment = readTimeField(text, zone);
    if (!(moment > Date.now())) setError('Choose a time to come');
    else onChoose(new Date(moment).toISOString());
  };
  return (
    <Dialog open onClose={onClose} title="Snooze until" className="md:!w-100">
      <form onSubmit={submit} noValidate className="space-y-4 overflow-y-auto p-4">
        <p className="text-sm break-words text-muted">{title}</p>
        <Field id="snooze-until" label="Date and time" required error={error}>
          <input
            type="datetime-local"
            {...fieldProps('snooze-until', { error, required: true })}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setError(undefined);
            }}
            className="field"
          />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Snooze
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
