import { useRef, useState, type FormEvent } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field, fieldProps } from '../../components/field.tsx';
import { readLabels } from './read-labels.ts';
import type { BulkAct } from './use-bulk.ts';

type LabelDialogProps = { tasks: string; onClose: () => void; onLabel: (act: BulkAct) => void };

export function LabelDialog({ tasks, onClose, onLabel }: LabelDialogProps) {
  const first = useRef<HTMLInputElement>(null);
  const [added, setAdded] = useState('');
  const [removed, setRemoved] = useState('');
  const [showsErrors, setShowsErrors] = useState(false);
  const add = readLabels(added);
  const remove = readLabels(removed);
  const nothing = add.labels.length + remove.labels.length === 0 ? 'Name a label' : undefined;
  const addError = showsErrors ? (add.error ?? nothing) : undefined;
  const removeError = showsErrors ? remove.error : undefined;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (add.error ?? remove.error ?? nothing) {
      setShowsErrors(true);
      first.current?.focus();
      return;
    }
    onLabel({
      action: 'label',
      ...(add.labels.length > 0 ? { add_labels: add.labels } : {}),
      ...(remove.labels.length > 0 ? { remove_labels: remove.labels } : {}),
    });
    onClose();
  };
  return (
    <Dialog open onClose={onClose} title={`Label ${tasks}`} initialFocus={first} className="md:!w-110">
      <form onSubmit={submit} noValidate className="space-y-3 overflow-y-auto p-4">
        <Field id="add-labels" label="Add" hint="Several are parted by commas." error={addError}>
          <input
            ref={first}
            {...fieldProps('add-labels', { hint: true, error: addError })}
            value={added}
            onChange={(event) => setAdded(event.target.value)}
            className="field"
          />
        </Field>
        <Field id="remove-labels" label="Remove" error={removeError}>
          <input
            {...fieldProps('remove-labels', { error: removeError })}
            value={removed}
            onChange={(event) => setRemoved(event.target.value)}
            className="field"
          />
        </Field>
        <div className="flex justify-end gap-2 pt-1">
          <Button onClick={onClose}>Close</Button>
          <Button type="submit" variant="primary">
            Label {tasks}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
