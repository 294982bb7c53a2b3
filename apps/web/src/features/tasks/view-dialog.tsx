import type { View } from '@taskhelm/contract';
import { useRef, useState, type FormEvent } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorLine } from '../../components/error-block.tsx';
import { Field, fieldProps } from '../../components/field.tsx';
import { useSaveView } from './view-queries.ts';

type ViewDialogProps = {
  /** The one to change; null saves `query` as a new one. */
  view: View | null;
  query: string;
  onClose: () => void;
};

export function ViewDialog({ view, query, onClose }: ViewDialogProps) {
  const first = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(view?.name ?? '');
  const [shared, setShared] = useState(view?.shared ?? false);
  const [wasSent, setSent] = useState(false);
  const save = useSaveView(onClose);
  const error = wasSent && name.trim() === '' ? 'Give it a name' : undefined;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setSent(true);
    if (name.trim() === '') return;
    save.mutate({ name, shared, query: view?.query ?? query, ...(view ? { id: view.id } : {}) });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={view ? 'Change the view' : 'Save this view'}
      initialFocus={first}
      className="md:!w-110"
    >
      <form onSubmit={submit} noValidate className="space-y-3 overflow-y-auto p-4">
        <Field id="view-name" label="Name" required error={error}>
          <input
            ref={first}
            {...fieldProps('view-name', { error, required: true })}
            value={name}
            maxLength={80}
            onChange={(event) => setName(event.target.value)}
            className="field"
          />
        </Field>
        <label className="flex min-h-6 items-center gap-2 text-sm coarse:min-h-11">
          <input
            type="checkbox"
            checked={shared}
            onChange={(event) => setShared(event.target.checked)}
            className="size-4 accent-(--accent)"
          />
          Everyone here sees it
        </label>
        {save.error ? <ErrorLine title="The view was not saved." error={save.error} /> : null}
        <div className="flex justify-end gap-2 pt-1">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={save.isPending}>
            {save.isPending ? 'Saving…' : 'Save view'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
